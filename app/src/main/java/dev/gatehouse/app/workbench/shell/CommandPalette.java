package dev.gatehouse.app.workbench.shell;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Dialogs;
import dev.gatehouse.app.workbench.design.Ui;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Finds a command by its name and runs it. */
final class CommandPalette {
  private static final double ROW = 34;
  private final Dialogs dialogs;
  private final List<Command> commands;

  CommandPalette(Dialogs dialogs, List<Command> commands) {
    this.dialogs = dialogs;
    this.commands = commands;
  }

  void open() {
    FilteredList<Command> shown = new FilteredList<>(FXCollections.observableList(commands));
    ListView<Command> list = new ListView<>(shown);
    list.setId("palette-list");
    list.setFixedCellSize(ROW);
    list.setPrefHeight(ROW * Math.min(11, commands.size()) + 2);
    list.setCellFactory(ignored -> new Entry());
    list.setFocusTraversable(false);
    list.setPlaceholder(Ui.label(Strings.get("palette.none"), "tree-note"));
    list.getSelectionModel().select(0);
    TextField field = new TextField();
    field.setId("palette-field");
    field.setPromptText(Strings.get("palette.prompt"));
    field.setAccessibleText(Strings.get("palette.prompt"));
    field.getStyleClass().add("palette-field");
    field
        .textProperty()
        .addListener(
            (value, old, now) -> {
              shown.setPredicate(command -> fits(command, now));
              list.getSelectionModel().select(0);
            });
    field.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(event, list));
    list.setOnMouseClicked(event -> run(list));
    VBox box = new VBox(field, list);
    box.setId("palette");
    box.getStyleClass().add("palette");
    dialogs.show(box, field, () -> {});
  }

  private void pressed(KeyEvent event, ListView<Command> list) {
    int at = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> list.getSelectionModel().select(Math.min(at + 1, list.getItems().size() - 1));
      case UP -> list.getSelectionModel().select(Math.max(at - 1, 0));
      case ENTER -> run(list);
      case ESCAPE -> dialogs.hide();
      default -> {
        return;
      }
    }
    list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 4));
    event.consume();
  }

  private void run(ListView<Command> list) {
    Command chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      dialogs.hide();
      chosen.action().run();
    }
  }

  /** Every typed word stands in the title. */
  static boolean fits(Command command, String typed) {
    String title = command.title().toLowerCase(Locale.ROOT);
    for (String word : typed.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!title.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static final class Entry extends ListCell<Command> {
    @Override
    protected void updateItem(@Nullable Command command, boolean empty) {
      super.updateItem(command, empty);
      setText(null);
      if (empty || command == null) {
        setGraphic(null);
        return;
      }
      Label keys =
          Ui.label(
              command.keys() == null
                  ? ""
                  : command.keys().getDisplayText().replace("\u21b5", "Enter"),
              "key-hint");
      setGraphic(Ui.row(8, Ui.label(command.title()), Ui.spacer(), keys));
    }
  }
}
