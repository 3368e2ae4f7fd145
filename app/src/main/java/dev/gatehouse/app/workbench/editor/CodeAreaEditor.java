package dev.gatehouse.app.workbench.editor;

import dev.gatehouse.app.workbench.base.Strings;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.util.UndoUtils;
import org.fxmisc.undo.UndoManagerFactory;
import org.reactfx.Subscription;

/** The editor over RichTextFX. Colours are computed off the FX thread. */
public final class CodeAreaEditor implements SqlEditor {
  /** Above this many characters there are no colours, so that typing stays quick. */
  private static final int MOST_COLOURED = 400_000;

  private static final UndoManagerFactory UNDO = UndoManagerFactory.fixedSizeHistoryFactory(500);
  private static final Duration QUIET = Duration.ofMillis(40);
  private final CodeArea area = new CodeArea();
  private final VirtualizedScrollPane<CodeArea> pane = new VirtualizedScrollPane<>(area);
  private final Work work;
  private final StatementGutter gutter = new StatementGutter(area);
  private final CompletionPopup popup;
  private final Subscription highlighting;
  private Optional<Span> error = Optional.empty();
  private Runnable changed = () -> {};
  private long revision;
  private boolean textChanged;

  public CodeAreaEditor(String id, Work work) {
    this.work = work;
    area.setId(id);
    area.getStyleClass().add("sql-editor");
    area.setAccessibleText(Strings.get("editor.accessible"));
    area.setUndoManager(UndoUtils.plainTextUndoManager(area, UNDO));
    area.setParagraphGraphicFactory(gutter);
    area.setLineHighlighterOn(false);
    popup = new CompletionPopup(this, area, work);
    highlighting = area.multiPlainChanges().successionEnds(QUIET).subscribe(change -> colour());
    area.textProperty().addListener((value, old, now) -> onText());
    area.caretPositionProperty().addListener((value, old, now) -> onCaret());
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    pane.getStyleClass().add("sql-editor-pane");
  }

  @Override
  public Node node() {
    return pane;
  }

  @Override
  public String text() {
    return area.getText();
  }

  @Override
  public void setText(String text) {
    area.replaceText(text);
    area.getUndoManager().forgetHistory();
    area.moveTo(0);
    colour();
  }

  @Override
  public int caret() {
    return area.getCaretPosition();
  }

  @Override
  public void setCaret(int offset) {
    area.moveTo(Math.clamp(offset, 0, area.getLength()));
    area.requestFollowCaret();
  }

  @Override
  public String selection() {
    return area.getSelectedText();
  }

  @Override
  public void replace(int from, int to, String text) {
    area.replaceText(from, to, text);
  }

  @Override
  public void onChange(Runnable listener) {
    changed = listener;
  }

  @Override
  public void markStatement(Optional<Span> statement) {
    gutter.mark(statement);
  }

  @Override
  public void markError(Span place) {
    error = Optional.of(place);
    colour();
    setCaret(place.from());
  }

  @Override
  public void clearError() {
    if (error.isPresent()) {
      error = Optional.empty();
      colour();
    }
  }

  @Override
  public void completeWith(CompletionSource source) {
    popup.setSource(source);
  }

  @Override
  public void complete() {
    popup.open();
  }

  @Override
  public void toggleComment() {
    int first = area.offsetToPosition(area.getSelection().getStart(), bias()).getMajor();
    int last = area.offsetToPosition(area.getSelection().getEnd(), bias()).getMajor();
    boolean all = true;
    for (int line = first; line <= last; line++) {
      all &= area.getParagraph(line).getText().stripLeading().startsWith("--");
    }
    for (int line = first; line <= last; line++) {
      String text = area.getParagraph(line).getText();
      if (!all) {
        area.insertText(line, 0, "-- ");
      } else {
        int at = text.indexOf("--");
        area.deleteText(line, at, line, at + (text.startsWith("-- ", at) ? 3 : 2));
      }
    }
  }

  private static org.fxmisc.richtext.model.TwoDimensional.Bias bias() {
    return org.fxmisc.richtext.model.TwoDimensional.Bias.Backward;
  }

  @Override
  public boolean find(String wanted, boolean forward) {
    if (wanted.isEmpty()) {
      return false;
    }
    String text = area.getText().toLowerCase(Locale.ROOT);
    String lower = wanted.toLowerCase(Locale.ROOT);
    int at =
        forward
            ? text.indexOf(lower, area.getSelection().getEnd())
            : text.lastIndexOf(lower, area.getSelection().getStart() - 1);
    if (at < 0) {
      at = forward ? text.indexOf(lower) : text.lastIndexOf(lower);
    }
    if (at >= 0) {
      area.selectRange(at, at + wanted.length());
      area.requestFollowCaret();
    }
    return at >= 0;
  }

  @Override
  public void setReadOnly(boolean readOnly) {
    area.setEditable(!readOnly);
    area.setWrapText(readOnly);
  }

  @Override
  public void requestFocus() {
    area.requestFocus();
  }

  @Override
  public void dispose() {
    highlighting.unsubscribe();
    popup.hide();
    changed = () -> {};
    area.dispose();
  }

  private void onText() {
    revision++;
    if (error.isPresent()) {
      error = Optional.empty();
    }
    textChanged = true;
    changed.run();
  }

  /** The caret moves after the text changed; only then the place to complete at is known. */
  private void onCaret() {
    changed.run();
    if (textChanged) {
      textChanged = false;
      popup.typed();
    }
  }

  private void colour() {
    long asked = revision;
    String text = area.getText();
    Optional<Span> marked = error;
    if (text.isEmpty() || text.length() > MOST_COLOURED) {
      return;
    }
    work.run(() -> Highlighting.of(text, marked), spans -> paint(asked, spans));
  }

  private void paint(long asked, StyleSpans<Collection<String>> spans) {
    if (asked == revision && spans.length() == area.getLength()) {
      area.setStyleSpans(0, spans);
    }
  }

  private void keyPressed(KeyEvent event) {
    if (popup.keyPressed(event)) {
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown() && area.isEditable()) {
      String line = area.getParagraph(area.getCurrentParagraph()).getText();
      int indent = line.length() - line.stripLeading().length();
      area.replaceSelection("\n" + line.substring(0, Math.min(indent, area.getCaretColumn())));
      event.consume();
    } else if (event.getCode() == KeyCode.TAB && !event.isControlDown() && area.isEditable()) {
      if (!event.isShiftDown()) {
        area.replaceSelection("  ");
        event.consume();
      }
    }
  }
}
