package dev.gatehouse.app.workbench.editor;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.editor.SqlEditor.Completion;
import dev.gatehouse.app.workbench.editor.SqlEditor.CompletionSource;
import dev.gatehouse.app.workbench.editor.SqlEditor.Completions;
import dev.gatehouse.app.workbench.editor.SqlEditor.Work;
import javafx.geometry.Bounds;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Popup;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

/** Proposals under the caret. Opens while a word is typed, after a dot, and on Ctrl+Space. */
final class CompletionPopup {
  private static final double ROW = 26;
  private static final int ROWS = 9;
  private final SqlEditor editor;
  private final CodeArea area;
  private final Work work;
  private final Popup popup = new Popup();
  private final ListView<Completion> list = new ListView<>();
  private CompletionSource source = CompletionSource.none();
  private int from;
  private long asked;
  private boolean accepting;

  CompletionPopup(SqlEditor editor, CodeArea area, Work work) {
    this.editor = editor;
    this.area = area;
    this.work = work;
    list.setId("completion-list");
    list.getStyleClass().add("completion-list");
    list.setFixedCellSize(ROW);
    list.setPrefWidth(380);
    list.setCellFactory(ignored -> new CompletionCell());
    list.setAccessibleText(Strings.get("editor.completions"));
    list.setFocusTraversable(false);
    list.setOnMouseClicked(event -> accept());
    popup.getContent().add(list);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    area.focusedProperty().addListener((value, old, focused) -> hideUnless(focused));
  }

  void setSource(CompletionSource newSource) {
    source = newSource;
  }

  void hide() {
    asked++;
    popup.hide();
  }

  private void hideUnless(boolean focused) {
    if (!focused) {
      hide();
    }
  }

  /** After a change of the text: opens behind a letter or a dot, closes behind anything else. */
  void typed() {
    int caret = area.getCaretPosition();
    if (accepting || !area.isFocused() || caret == 0 || caret > area.getLength()) {
      return;
    }
    char before = area.getText(caret - 1, caret).charAt(0);
    boolean letter = SqlLexer.isWordPart(before) && !Character.isDigit(before);
    if (letter || before == '.') {
      ask(false);
    } else {
      hide();
    }
  }

  /** Opens now, even where nothing is typed yet. */
  void open() {
    ask(true);
  }

  private void ask(boolean wanted) {
    long question = ++asked;
    String text = area.getText();
    int caret = area.getCaretPosition();
    CompletionSource asking = source;
    work.run(() -> asking.at(text, caret), answer -> show(question, answer, caret, wanted));
  }

  private void show(long question, Completions answer, int caret, boolean wanted) {
    if (question != asked || area.getScene() == null || area.getCaretPosition() != caret) {
      return;
    }
    boolean already =
        answer.proposals().size() == 1
            && answer
                .proposals()
                .getFirst()
                .text()
                .equalsIgnoreCase(area.getText(answer.from(), caret));
    if (answer.proposals().isEmpty() || (!wanted && already)) {
      popup.hide();
      return;
    }
    from = answer.from();
    list.getItems().setAll(answer.proposals());
    list.getSelectionModel().select(0);
    list.scrollTo(0);
    list.setPrefHeight(Math.min(ROWS, answer.proposals().size()) * ROW + 10);
    Bounds bounds = area.getCaretBounds().orElse(null);
    if (bounds != null && !popup.isShowing()) {
      popup.show(area, bounds.getMinX() - 12, bounds.getMaxY() + 3);
    }
  }

  /** Takes the keys that move in the list; true where the editor must not see them. */
  boolean keyPressed(KeyEvent event) {
    if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
      open();
      return true;
    }
    if (!popup.isShowing()) {
      return false;
    }
    switch (event.getCode()) {
      case DOWN -> move(1);
      case UP -> move(-1);
      case PAGE_DOWN -> move(ROWS);
      case PAGE_UP -> move(-ROWS);
      case ENTER, TAB -> {
        if (event.isShortcutDown()) {
          hide();
          return false;
        }
        accept();
      }
      case ESCAPE -> hide();
      case LEFT, RIGHT, HOME, END -> {
        hide();
        return false;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void move(int rows) {
    int wanted =
        Math.clamp(
            list.getSelectionModel().getSelectedIndex() + rows, 0, list.getItems().size() - 1);
    list.getSelectionModel().select(wanted);
    list.scrollTo(Math.max(0, wanted - ROWS / 2));
  }

  private void accept() {
    @Nullable Completion chosen = list.getSelectionModel().getSelectedItem();
    hide();
    if (chosen != null) {
      accepting = true;
      editor.replace(from, area.getCaretPosition(), chosen.text());
      accepting = false;
    }
  }
}
