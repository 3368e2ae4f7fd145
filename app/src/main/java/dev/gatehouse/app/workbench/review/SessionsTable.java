package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.SessionView;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** Recorded sessions, with their state and whether they verify; a double click opens the player. */
final class SessionsTable extends VBox {
  private final TableView<SessionView> table = new TableView<>();
  private final Desk desk;

  SessionsTable(ObservableList<SessionView> sessions, Desk desk, Consumer<SessionView> open) {
    this.desk = desk;
    table.setId("review-sessions");
    table.setItems(sessions);
    table.setFixedCellSize(40);
    table.setAccessibleText(Strings.get("review.sessions"));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(
        Ui.empty(
            Material2OutlinedMZ.VIDEOCAM_OFF,
            Strings.get("review.noSessions.title"),
            Strings.get("review.noSessions.sentence")));
    table
        .getColumns()
        .setAll(
            List.of(
                column("review.column.when", 150, this::when),
                column("review.column.person", 150, s -> Ui.label(s.person(), "session-person")),
                column("review.column.source", 210, SessionsTable::source),
                column("review.column.purpose", 220, s -> Ui.label(s.purpose(), "session-purpose")),
                column("review.column.statements", 130, SessionsTable::statements),
                column("review.column.state", 100, SessionsTable::state),
                column("review.column.verified", 130, s -> VerifiedBadge.of(s, List.of())),
                column("review.column.open", 90, s -> openButton(s, open))));
    table.setRowFactory(ignored -> row(open));
    table.setOnKeyPressed(
        event -> {
          SessionView chosen = table.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && chosen != null) {
            open.accept(chosen);
          }
        });
    VBox.setVgrow(table, javafx.scene.layout.Priority.ALWAYS);
    getStyleClass().add("sessions");
    getChildren().add(table);
  }

  private static TableRow<SessionView> row(Consumer<SessionView> open) {
    TableRow<SessionView> row = new TableRow<>();
    row.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2 && row.getItem() != null) {
            open.accept(row.getItem());
          }
        });
    return row;
  }

  private static TableColumn<SessionView, SessionView> column(
      String key, double width, Function<SessionView, Node> graphic) {
    TableColumn<SessionView, SessionView> column = new TableColumn<>(Strings.get(key));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setCellValueFactory(
        cell -> new javafx.beans.property.ReadOnlyObjectWrapper<>(cell.getValue()));
    column.setCellFactory(ignored -> new Cell(graphic));
    return column;
  }

  private Node when(SessionView session) {
    return Ui.label(
        Times.exact(session.openedAt(), desk.clock().getZone(), desk.clock()), "session-when");
  }

  private static Node source(SessionView session) {
    return Ui.row(8, Ui.label(session.source()), EnvironmentBadge.of(session.environment()));
  }

  private static Node statements(SessionView session) {
    Label count = Ui.label(Integer.toString(session.statements()), "session-count");
    if (session.flagged() == 0) {
      return count;
    }
    Label flagged = Ui.badge(Integer.toString(session.flagged()), "flag-badge");
    flagged.setGraphic(Icons.of(Material2AL.FLAG));
    flagged.setTooltip(Ui.tooltip(Strings.get("review.flagged", session.flagged())));
    return Ui.row(8, count, flagged);
  }

  private static Node state(SessionView session) {
    return switch (session.state()) {
      case "open" -> Ui.badge(Strings.get("session.open"), "state-badge", "badge-good");
      case "complete" -> Ui.badge(Strings.get("session.complete"), "state-badge", "badge-neutral");
      case "stale" -> Ui.badge(Strings.get("session.stale"), "state-badge", "badge-waiting");
      default -> Ui.badge(Strings.get("session.incomplete"), "state-badge", "badge-bad");
    };
  }

  private static Node openButton(SessionView session, Consumer<SessionView> open) {
    var button =
        Ui.button(
            "open-session-" + session.id(),
            Strings.get("review.replay"),
            () -> open.accept(session),
            "small");
    button.setGraphic(Icons.of(org.kordamp.ikonli.material2.Material2MZ.PLAY_ARROW));
    return button;
  }

  private static final class Cell extends TableCell<SessionView, SessionView> {
    private final Function<SessionView, Node> graphic;

    Cell(Function<SessionView, Node> graphic) {
      this.graphic = graphic;
    }

    @Override
    protected void updateItem(@Nullable SessionView session, boolean empty) {
      super.updateItem(session, empty);
      setText(null);
      setGraphic(empty || session == null ? null : graphic.apply(session));
    }
  }
}
