package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.app.workbench.editor.SqlEditor;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** Finds text in an editor: Enter goes on, Shift+Enter goes back, Escape returns to the editor. */
final class FindBar extends HBox {
  private final SqlEditor editor;
  private final TextField field = new TextField();
  private final Label nothing = Ui.label(Strings.get("find.nothing"), "find-nothing");

  FindBar(SqlEditor editor) {
    super(4);
    this.editor = editor;
    setId("find-bar");
    getStyleClass().add("find-bar");
    setAlignment(Pos.CENTER_LEFT);
    field.setId("find-field");
    field.setPromptText(Strings.get("find.prompt"));
    field.setAccessibleText(Strings.get("find.prompt"));
    field.getStyleClass().add("filter-field");
    HBox.setHgrow(field, Priority.ALWAYS);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    Ui.show(nothing, false);
    getChildren()
        .addAll(
            Icons.of(Material2OutlinedMZ.SEARCH, "filter-icon"),
            field,
            nothing,
            Ui.iconButton(
                "find-previous",
                Material2AL.KEYBOARD_ARROW_UP,
                Strings.get("find.previous"),
                () -> find(false)),
            Ui.iconButton(
                "find-next",
                Material2AL.KEYBOARD_ARROW_DOWN,
                Strings.get("find.next"),
                () -> find(true)),
            Ui.iconButton(
                "find-close", Material2OutlinedAL.CLOSE, Strings.get("close"), this::leave));
    Ui.show(this, false);
  }

  /** Shows the bar with what is selected, ready to type. */
  void open() {
    String selected = editor.selection();
    if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
      field.setText(selected);
    }
    Ui.show(this, true);
    field.requestFocus();
    field.selectAll();
  }

  private void leave() {
    Ui.show(this, false);
    editor.requestFocus();
  }

  private void find(boolean forward) {
    Ui.show(nothing, !field.getText().isEmpty() && !editor.find(field.getText(), forward));
  }

  private void pressed(KeyEvent event) {
    switch (event.getCode()) {
      case ENTER -> find(!event.isShiftDown());
      case ESCAPE -> leave();
      default -> {
        return;
      }
    }
    event.consume();
  }
}
