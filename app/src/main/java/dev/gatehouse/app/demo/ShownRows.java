package dev.gatehouse.app.demo;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a result, as they were shown.
 *
 * @param columns the columns' names
 * @param masks each column's mask, by position
 * @param rows cells in the order of the columns; null is SQL NULL
 */
record ShownRows(List<String> columns, List<ColumnMask> masks, List<List<@Nullable String>> rows) {
  private static final int WIDEST = 34;

  /** Reads at most that many rows and closes the result. */
  static ShownRows of(GovernedResult result, int most) throws SqlFailureException {
    try (result) {
      List<List<@Nullable String>> rows = new ArrayList<>();
      for (Optional<RowBatch> batch = result.next(most);
          batch.isPresent() && rows.size() < most;
          batch = result.next(most - rows.size())) {
        append(batch.get(), rows);
        if (rows.size() >= most) {
          break;
        }
      }
      return new ShownRows(
          result.columns().stream().map(ResultColumn::name).toList(), result.masks(), rows);
    }
  }

  private static void append(RowBatch batch, List<List<@Nullable String>> rows) {
    for (int row = 0; row < batch.size(); row++) {
      List<@Nullable String> cells = new ArrayList<>();
      for (ColumnVector column : batch.columns()) {
        cells.add(column.text(row));
      }
      rows.add(cells);
    }
  }

  /** Fails where a masked cell shows what the table itself holds, or another row was shown. */
  void requireMasked(List<List<@Nullable String>> raw) throws StepFailed {
    StepFailed.unless(raw.size() == rows.size(), "Not the rows of the table were shown.");
    for (int row = 0; row < raw.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        String shown = rows.get(row).get(column);
        boolean same = Objects.equals(shown, raw.get(row).get(column));
        StepFailed.unless(
            hidden(column) ? shown == null || !same : same,
            "The column %s is not shown as it must be.".formatted(columns.get(column)));
      }
    }
  }

  /** Whether that column is masked. */
  boolean masked(String column) {
    return masks.get(columns.indexOf(column)).mask() != MaskKind.NONE;
  }

  /** Prints them as a table; masked cells look masked, and the rule stands below. */
  void print(Narrator narrator) {
    int[] widths = widths();
    StringBuilder head = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      head.append(pad(columns.get(i), widths[i])).append("  ");
    }
    narrator.plain(narrator.bold(head.toString().stripTrailing()));
    for (List<@Nullable String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String cell = pad(text(row.get(i)), widths[i]);
        line.append(hidden(i) ? narrator.masked(cell) : cell).append("  ");
      }
      narrator.plain(line.toString().stripTrailing());
    }
    for (ColumnMask mask : masks) {
      if (mask.mask() != MaskKind.NONE) {
        narrator.aside("%s is masked: %s".formatted(mask.column(), mask.rule()));
      }
    }
  }

  private boolean hidden(int position) {
    return masks.get(position).mask() != MaskKind.NONE;
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).length();
      for (List<@Nullable String> row : rows) {
        widths[i] = Math.max(widths[i], text(row.get(i)).length());
      }
    }
    return widths;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** One line, not too wide, without control characters. */
  private static String text(@Nullable String cell) {
    if (cell == null) {
      return "NULL";
    }
    String line = cell.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > WIDEST ? line.substring(0, WIDEST - 1) + "…" : line;
  }
}
