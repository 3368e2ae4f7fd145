package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.Ui;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** Every statement that was run, newest first, searchable; a double click brings one back. */
final class HistoryView extends VBox {
  private final ListView<HistoryEntry> list = new ListView<>();
  private final TextField search = new TextField();

  HistoryView(QueryViewModel model, Desk desk, Consumer<HistoryEntry> chosen, Runnable close) {
    setId("history");
    getStyleClass().add("history");
    FilteredList<HistoryEntry> shown = new FilteredList<>(model.history());
    list.setId("history-list");
    list.setItems(shown);
    list.setAccessibleText(Strings.get("history.title"));
    list.setCellFactory(ignored -> new Entry(desk));
    list.setPlaceholder(
        Ui.empty(
            Material2OutlinedAL.HISTORY,
            Strings.get("history.empty.title"),
            Strings.get("history.empty.sentence")));
    list.setOnMouseClicked(event -> chooseOn(event.getClickCount() == 2, chosen));
    list.setOnKeyPressed(event -> chooseOn(event.getCode() == KeyCode.ENTER, chosen));
    VBox.setVgrow(list, Priority.ALWAYS);
    search.setId("history-search");
    search.setPromptText(Strings.get("history.search"));
    search.setAccessibleText(Strings.get("history.search"));
    search
        .textProperty()
        .addListener(
            (value, old, now) -> {
              String wanted = now.strip().toLowerCase(Locale.ROOT);
              shown.setPredicate(e -> e.sql().toLowerCase(Locale.ROOT).contains(wanted));
            });
    VBox head =
        new VBox(
            8,
            Ui.row(
                4,
                Ui.label(Strings.get("history.title"), "panel-title"),
                Ui.spacer(),
                Ui.iconButton(
                    "history-close", Material2OutlinedAL.CLOSE, Strings.get("close"), close)),
            search);
    head.getStyleClass().add("history-head");
    getChildren().addAll(head, list);
  }

  void focusSearch() {
    search.requestFocus();
  }

  private void chooseOn(boolean asked, Consumer<HistoryEntry> chosen) {
    HistoryEntry entry = list.getSelectionModel().getSelectedItem();
    if (asked && entry != null) {
      chosen.accept(entry);
    }
  }

  private static final class Entry extends ListCell<HistoryEntry> {
    private final Desk desk;

    Entry(Desk desk) {
      this.desk = desk;
    }

    @Override
    protected void updateItem(@Nullable HistoryEntry entry, boolean empty) {
      super.updateItem(entry, empty);
      setText(null);
      setGraphic(empty || entry == null ? null : graphic(entry));
    }

    private VBox graphic(HistoryEntry entry) {
      Label sql = Ui.label(entry.sql().strip().replaceAll("\\s+", " "), "history-sql");
      sql.setMaxWidth(290);
      String rows =
          entry.rows() < 0
              ? ""
              : "  ·  " + Strings.counted("history.row", "history.rows", entry.rows());
      Label detail =
          Ui.label(
              Times.exact(entry.at(), desk.clock().getZone(), desk.clock())
                  + "  ·  "
                  + entry.source()
                  + rows
                  + "  ·  "
                  + Times.took(Duration.ofMillis(entry.tookMillis())),
              "history-detail");
      Label outcome =
          Ui.badge(
              Strings.get("history.outcome." + entry.outcome()),
              "outcome-badge",
              "outcome-badge-" + entry.outcome().replace('_', '-'));
      return new VBox(3, sql, Ui.row(6, outcome, detail));
    }
  }
}
