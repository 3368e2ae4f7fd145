package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.app.workbench.editor.CodeAreaEditor;
import dev.gatehouse.app.workbench.editor.SqlEditor;
import dev.gatehouse.app.workbench.grid.GridColumn;
import dev.gatehouse.app.workbench.grid.ListRows;
import dev.gatehouse.app.workbench.grid.ResultGrid;
import dev.gatehouse.core.audit.AuditEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** The statement at the playhead: its SQL and decision on the left, its recorded result beside. */
final class StatementDetails extends SplitPane {
  private final SqlEditor sql;
  private final Label target = Ui.label("", "player-target");
  private final DecisionView decision = new DecisionView();
  private final ResultGrid grid = new ResultGrid("player-grid");
  private final Label note = Ui.label("", "result-status");
  private final BorderPane result = new BorderPane();
  private final HBox noteBar;

  StatementDetails(Desk desk, String source) {
    getStyleClass().add("player-details");
    sql =
        new CodeAreaEditor(
            "player-sql",
            new SqlEditor.Work() {
              @Override
              public <T> void run(Callable<T> work, Consumer<T> done) {
                desk.background().call(work, done, failure -> {});
              }
            });
    sql.setReadOnly(true);
    target.setId("player-target");
    note.setId("player-note");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    target.setMinWidth(0);
    target.setText(source);
    VBox text =
        new VBox(
            bar(Ui.label(Strings.get("player.sql"), "panel-title"), Ui.spacer(), target),
            sql.node());
    VBox.setVgrow(sql.node(), Priority.ALWAYS);
    SplitPane left = new SplitPane(text, decision);
    left.setOrientation(Orientation.VERTICAL);
    left.setDividerPositions(0.42);
    result.setTop(bar(Ui.label(Strings.get("player.result"), "panel-title")));
    noteBar = Ui.row(8, note);
    noteBar.getStyleClass().add("result-bar");
    getItems().addAll(left, result);
    setDividerPositions(0.42);
  }

  private static Node bar(Node... children) {
    var bar = Ui.row(8, children);
    bar.getStyleClass().add("panel-bar");
    return bar;
  }

  void show(RecordedStatement statement) {
    sql.setText(statement.intent().text());
    decision.show(statement);
    if (statement.snapshots().isEmpty()) {
      note.setText("");
      result.setBottom(null);
      result.setCenter(none(statement));
    } else {
      showRows(statement);
      result.setCenter(grid);
      result.setBottom(noteBar);
    }
  }

  private void showRows(RecordedStatement statement) {
    List<AuditEvent.ResultSnapshot> snapshots = statement.snapshots();
    List<List<@Nullable String>> rows = new ArrayList<>();
    snapshots.forEach(snapshot -> rows.addAll(snapshot.rows()));
    List<GridColumn> columns = new ArrayList<>();
    List<String> names = snapshots.getFirst().columns();
    for (int position = 0; position < names.size(); position++) {
      int at = position;
      Optional<AuditEvent.MaskRecord> mask =
          statement.intent().masks().stream()
              .filter(m -> m.position() == at && !m.mask().equals("none"))
              .findFirst();
      columns.add(
          new GridColumn(
              names.get(position),
              "",
              numeric(rows, position),
              mask.map(AuditEvent.MaskRecord::mask).orElse(""),
              mask.map(AuditEvent.MaskRecord::rule).orElse("")));
    }
    grid.show(columns, new ListRows(rows));
    boolean truncated = snapshots.stream().anyMatch(AuditEvent.ResultSnapshot::truncated);
    boolean masked = columns.stream().anyMatch(GridColumn::masked);
    List<String> words = new ArrayList<>();
    words.add(Strings.get("player.recorded", rows.size(), Math.max(rows.size(), statement.rows())));
    if (masked) {
      words.add(Strings.get("player.masked"));
    }
    if (truncated) {
      words.add(Strings.get("player.truncated"));
    }
    note.setText(String.join("  ·  ", words));
    note.setTooltip(Ui.tooltip(note.getText()));
    note.setGraphic(masked ? Icons.of(Material2AL.LOCK, "status-lock") : null);
  }

  private static boolean numeric(List<List<@Nullable String>> rows, int column) {
    boolean any = false;
    for (List<@Nullable String> row : rows.subList(0, Math.min(20, rows.size()))) {
      String cell = column < row.size() ? row.get(column) : null;
      if (cell != null) {
        any = true;
        if (!cell.matches("-?\\d+(\\.\\d+)?")) {
          return false;
        }
      }
    }
    return any;
  }

  private static Node none(RecordedStatement statement) {
    return switch (statement.kind()) {
      case DENIED, REFUSED, WAITING, NOT_CONFIRMED ->
          Ui.empty(
              Material2AL.BLOCK,
              Strings.get("player.notRun.title"),
              Strings.get("player.notRun.sentence"));
      case FAILED ->
          Ui.empty(
              Material2OutlinedAL.ERROR_OUTLINE,
              Strings.get("player.failed.title"),
              statement.result().map(AuditEvent.StatementResult::message).orElse(""));
      case UNKNOWN ->
          Ui.empty(
              Material2OutlinedAL.HELP_OUTLINE,
              Strings.get("player.unknown.title"),
              Strings.get("player.unknown.sentence"));
      case ALLOWED, MASKED, CONFIRMED ->
          Ui.empty(
              Material2OutlinedAL.INBOX, Strings.get("player.notRecorded.title"), note(statement));
    };
  }

  private static String note(RecordedStatement statement) {
    return statement.rows() >= 0
        ? Strings.get("player.notRecorded.rows", statement.rows(), Times.took(statement.took()))
        : Strings.get("player.notRecorded.sentence");
  }

  ResultGrid grid() {
    return grid;
  }

  void dispose() {
    sql.dispose();
  }
}
