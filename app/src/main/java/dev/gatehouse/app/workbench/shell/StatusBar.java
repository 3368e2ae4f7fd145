package dev.gatehouse.app.workbench.shell;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.app.workbench.query.Access;
import dev.gatehouse.app.workbench.query.Connection;
import dev.gatehouse.app.workbench.query.ConnectionsViewModel;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.material2.Material2MZ;

/** The window's bottom: what is open, and that it is recorded. */
final class StatusBar extends HBox {
  private final ConnectionsViewModel connections;
  private final Label open = Ui.label("", "status-text");
  private final Label recorded = Ui.label(Strings.get("status.recorded"), "status-recorded");

  StatusBar(ConnectionsViewModel connections, String who) {
    this.connections = connections;
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    open.setId("status-open");
    recorded.setGraphic(Icons.of(Material2MZ.VERIFIED_USER));
    getChildren().addAll(open, Ui.spacer(), recorded, Ui.label(who, "status-text"));
    connections
        .connections()
        .addListener(
            (ListChangeListener<Connection>)
                change -> {
                  while (change.next()) {
                    change
                        .getAddedSubList()
                        .forEach(c -> c.accessProperty().addListener((v, o, n) -> show()));
                  }
                  show();
                });
    show();
  }

  private void show() {
    long sessions =
        connections.connections().stream()
            .filter(connection -> connection.access() instanceof Access.Connected)
            .count();
    open.setText(
        sessions == 0
            ? Strings.get("status.none")
            : Strings.counted("status.open.one", "status.open.many", sessions));
    Ui.show(recorded, sessions > 0);
  }
}
