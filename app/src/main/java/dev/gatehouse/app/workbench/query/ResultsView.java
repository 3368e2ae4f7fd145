package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.app.workbench.export.ExportStrip;
import dev.gatehouse.app.workbench.grid.ResultGrid;
import java.time.Clock;
import java.time.Duration;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The results of one editor: rows, a card that says why there are none, or progress. */
final class ResultsView extends BorderPane {
  private final Clock clock;
  private final ResultGrid grid = new ResultGrid("result-grid");
  private final CellViewer viewer = new CellViewer();
  private final Label status = Ui.label("", "result-status");
  private final Label selection = Ui.label("", "result-selection");
  private final Label elapsed = Ui.label("", "result-elapsed");
  private final Timeline ticking;
  private final Button cancel;
  private final Node idle;
  private final Runnable export;
  private java.time.Instant since = java.time.Instant.EPOCH;

  ResultsView(EditorViewModel editor, Clock clock, Runnable export) {
    this.export = export;
    setTop(new ExportStrip(editor.export()));
    this.clock = clock;
    getStyleClass().add("results");
    status.setId("result-status");
    elapsed.setId("result-elapsed");
    selection.setId("result-selection");
    cancel =
        Ui.button(
            "cancel-button", Strings.get("query.cancel"), editor::cancel, "small", "outlined");
    idle =
        Ui.empty(
            Material2OutlinedMZ.PLAY_CIRCLE_OUTLINE,
            Strings.get("result.idle.title"),
            Strings.get("result.idle.sentence"));
    ticking = new Timeline(new KeyFrame(javafx.util.Duration.millis(100), event -> tick()));
    ticking.setCycleCount(Timeline.INDEFINITE);
    grid.onCopied(editor::copied);
    grid.onOpenCell((row, column) -> openCell());
    grid.onSelectionChanged(this::selectionChanged);
    viewer.onClose(() -> setRight(null));
    editor.resultProperty().addListener((value, old, now) -> show(now));
    show(editor.resultProperty().get());
  }

  ResultGrid grid() {
    return grid;
  }

  void stopTicking() {
    ticking.stop();
  }

  private void show(ResultState state) {
    ticking.stop();
    setBottom(null);
    switch (state) {
      case ResultState.Idle ignored -> only(idle);
      case ResultState.Running running -> running(running);
      case ResultState.Rows rows -> rows(rows.result());
      case ResultState.Written written -> only(OutcomeCard.written(written));
      case ResultState.Stopped stopped -> only(OutcomeCard.stopped(stopped));
    }
  }

  private void only(Node node) {
    setRight(null);
    setCenter(node);
  }

  private void running(ResultState.Running running) {
    since = running.since();
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.getStyleClass().add("result-spinner");
    spinner.setAccessibleText(Strings.get("result.running"));
    cancel.setDisable(running.cancelling());
    Label title =
        Ui.label(
            Strings.get(running.cancelling() ? "result.cancelling" : "result.running"),
            "empty-title");
    VBox box = new VBox(10, spinner, title, elapsed, cancel);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("empty-state");
    only(box);
    tick();
    ticking.play();
  }

  private void tick() {
    elapsed.setText(Times.took(Duration.between(since, clock.instant())));
  }

  private void rows(ResultViewModel result) {
    grid.setMinHeight(0);
    grid.setMaxHeight(Double.MAX_VALUE);
    grid.show(result.columns(), result.rows());
    grid.onRowSeen(result::seen);
    result.onAdded(grid::rowsAdded);
    status.textProperty().bind(result.statusProperty());
    setRight(null);
    setCenter(result.rows().size() == 0 && result.over() ? empty(result) : grid);
    HBox bar = Ui.row(12, status, Ui.spacer(), selection, copyButton(), exportButton());
    if (!result.verdict().masks().isEmpty()) {
      status.setGraphic(Icons.of(Material2AL.LOCK, "status-lock"));
    } else {
      status.setGraphic(null);
    }
    bar.getStyleClass().add("result-bar");
    setBottom(bar);
  }

  private Node empty(ResultViewModel result) {
    VBox none =
        Ui.empty(
            Material2OutlinedAL.INBOX,
            Strings.get("result.empty.title"),
            Strings.get("result.empty.sentence"));
    VBox.setVgrow(none, Priority.ALWAYS);
    VBox box = new VBox(grid, none);
    grid.setMinHeight(32);
    grid.setMaxHeight(32);
    return result.columns().isEmpty() ? none : box;
  }

  private Button copyButton() {
    return Ui.iconButton(
        "copy-button",
        Material2OutlinedAL.CONTENT_COPY,
        Strings.get("grid.copy.hint"),
        () -> {
          if (grid.selection().isEmpty()) {
            grid.selectAll();
          }
          grid.copySelection();
        });
  }

  private Button exportButton() {
    return Ui.iconButton(
        "export-button", Material2OutlinedAL.GET_APP, Strings.get("export.hint"), export);
  }

  private void selectionChanged() {
    int rows = grid.selection().rowCount();
    int columns = grid.selection().columnCount();
    selection.setText(rows * (long) columns > 1 ? Strings.get("grid.selected", rows, columns) : "");
    if (getRight() != null && rows > 0) {
      openCell();
    }
  }

  private void openCell() {
    if (!grid.selection().isEmpty()) {
      viewer.show(grid.columns().get(grid.selection().leadColumn()), grid.leadText());
      setRight(viewer);
    }
  }
}
