package dev.gatehouse.core.masking;

import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks for sensitive content in columns that nobody tagged, such as a card number in a ticket's
 * text, and hides or reports it. A guard is a second line: what it does not recognise passes. Safe
 * for use by many threads where its listener is.
 */
public final class ContentGuard {
  /** What happens to what is found. */
  public enum Mode {
    /** It is replaced by {@value MaskPlan#REDACTED}, the text around it stays. */
    MASK,
    /** It is reported only. */
    FLAG
  }

  /** Told of findings; never of a value. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Some cells of a batch held something.
     *
     * @param position 0-based position of the column
     * @param tag what it was, such as {@code pci.card}
     * @param cells in how many cells
     */
    void found(int position, String tag, int cells);
  }

  private final Mode mode;
  private final List<Detector> detectors;
  private final Listener listener;

  private ContentGuard(Mode mode, List<Detector> detectors, Listener listener) {
    this.mode = Objects.requireNonNull(mode);
    this.detectors = List.copyOf(detectors);
    this.listener = Objects.requireNonNull(listener);
  }

  /** A guard with these detectors, usually {@link Detectors#all()}. */
  public static ContentGuard of(Mode mode, List<Detector> detectors, Listener listener) {
    return new ContentGuard(mode, detectors, listener);
  }

  /** Whether a guard can read columns of that type: text, and JSON as text. */
  static boolean reads(ResultColumn column) {
    CellType type = Transform.kindOf(column);
    return type == CellType.TEXT || type == CellType.JSON;
  }

  /** The vector itself where nothing is found, or nothing is to be hidden. */
  ColumnVector apply(ColumnVector vector, int position, CellType type) {
    if (!(vector instanceof ColumnVector.Texts texts)) {
      throw new MaskMismatchException(
          "The server sent values of another type than it described, so nothing is shown; run it"
              + " again.");
    }
    int[] cells = new int[detectors.size()];
    @Nullable String[] guarded = null;
    FoundSpans found = new FoundSpans();
    for (int row = 0; row < texts.size(); row++) {
      String value = texts.values()[row];
      if (value == null || !find(value, found, cells) || mode == Mode.FLAG) {
        continue;
      }
      guarded = guarded == null ? texts.values().clone() : guarded;
      guarded[row] = type == CellType.JSON ? JsonSpans.hide(value, found) : found.hide(value);
    }
    report(position, cells);
    return guarded == null ? vector : new ColumnVector.Texts(guarded);
  }

  private boolean find(String value, FoundSpans found, int[] cells) {
    found.clear();
    TextSummary summary = TextSummary.of(value);
    for (int which = 0; which < cells.length; which++) {
      Detector detector = detectors.get(which);
      if (detector.canHold(summary)) {
        int before = found.size();
        detector.find(value, found);
        cells[which] += found.size() > before ? 1 : 0;
      }
    }
    return found.size() > 0;
  }

  private void report(int position, int[] cells) {
    for (int which = 0; which < cells.length; which++) {
      if (cells[which] > 0) {
        listener.found(position, detectors.get(which).tag(), cells[which]);
      }
    }
  }
}
