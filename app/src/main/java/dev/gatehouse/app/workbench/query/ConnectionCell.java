package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.core.catalog.Relation;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** A row of the connections tree. */
final class ConnectionCell extends TreeCell<TreeEntry> {
  private final Consumer<Connection> ask;
  private final Consumer<Connection> open;

  ConnectionCell(Consumer<Connection> ask, Consumer<Connection> open) {
    this.ask = ask;
    this.open = open;
    setPrefWidth(0); // as wide as the tree: what does not fit is shortened, never scrolled to
  }

  @Override
  protected void updateItem(@Nullable TreeEntry entry, boolean empty) {
    super.updateItem(entry, empty);
    setText(null);
    setTooltip(null);
    getStyleClass().removeAll("env-dev", "env-staging", "env-prod", "environment-cell");
    setGraphic(empty || entry == null ? null : graphic(entry));
  }

  private @Nullable Node graphic(TreeEntry entry) {
    return switch (entry) {
      case TreeEntry.Root ignored -> null;
      case TreeEntry.Environment environment -> environment(environment.environment());
      case TreeEntry.Source source -> source(source.connection());
      case TreeEntry.Schema schema ->
          new TreeRow(
              Icons.of(Material2OutlinedAL.FOLDER, "tree-icon"),
              schema.name(),
              Integer.toString(schema.relations()));
      case TreeEntry.Table table -> table(table.relation());
      case TreeEntry.TableColumn column -> column(column);
      case TreeEntry.Note note -> Ui.label(note.text(), "tree-note");
    };
  }

  private Node environment(String environment) {
    getStyleClass().addAll("environment-cell", EnvironmentBadge.style(environment));
    return Ui.row(0, Ui.label(EnvironmentBadge.word(environment), "tree-environment"));
  }

  private Node source(Connection connection) {
    getStyleClass().add(EnvironmentBadge.style(connection.source().environment()));
    Label name = Ui.label(connection.source().title(), "tree-source");
    Label state = Ui.label(stateText(connection), "tree-state");
    name.setMinWidth(0);
    HBox below = Ui.row(6, state);
    Button action = action(connection);
    if (action != null) {
      below.getChildren().addAll(Ui.spacer(), action);
    }
    VBox texts = new VBox(1, name, below);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox row = Ui.row(9, Icons.of(icon(connection.access()), "source-icon"), texts);
    row.setId("source-" + connection.source().name());
    row.getStyleClass().addAll("source-row", stateStyle(connection.access()));
    setTooltip(
        Ui.tooltip(
            connection.source().title()
                + "\n"
                + connection.source().dialect()
                + " · "
                + connection.source().database()
                + "\n"
                + stateText(connection)));
    return row;
  }

  private @Nullable Button action(Connection connection) {
    String name = connection.source().name();
    return switch (connection.access()) {
      case Access.None ignored ->
          small("ask-" + name, Strings.get("access.ask"), () -> ask.accept(connection));
      case Access.Over ignored ->
          small("ask-" + name, Strings.get("access.ask"), () -> ask.accept(connection));
      case Access.Granted ignored ->
          small("connect-" + name, Strings.get("query.connect"), connection::connect);
      case Access.Connected ignored ->
          Ui.iconButton(
              "open-" + name,
              Material2OutlinedAL.ADD,
              Strings.get("query.newEditor"),
              () -> open.accept(connection));
      case Access.Waiting ignored -> null;
      case Access.Connecting ignored -> null;
    };
  }

  private static Button small(String id, String text, Runnable action) {
    Button button = Ui.button(id, text, action, "small", "tree-button");
    button.setFocusTraversable(true);
    return button;
  }

  static String stateText(Connection connection) {
    return switch (connection.access()) {
      case Access.None ignored -> Strings.get("access.state.none");
      case Access.Waiting ignored -> Strings.get("access.state.waiting");
      case Access.Granted ignored -> Strings.get("access.state.granted", connection.until());
      case Access.Connecting ignored -> Strings.get("access.state.connecting");
      case Access.Connected ignored -> Strings.get("access.state.connected", connection.until());
      case Access.Over over -> over.sentence();
    };
  }

  private static String stateStyle(Access access) {
    return switch (access) {
      case Access.None ignored -> "access-none";
      case Access.Waiting ignored -> "access-waiting";
      case Access.Granted ignored -> "access-granted";
      case Access.Connecting ignored -> "access-waiting";
      case Access.Connected ignored -> "access-connected";
      case Access.Over ignored -> "access-over";
    };
  }

  private static Ikon icon(Access access) {
    return switch (access) {
      case Access.None ignored -> Material2OutlinedAL.LOCK;
      case Access.Waiting ignored -> Material2OutlinedAL.HOURGLASS_EMPTY;
      case Access.Granted ignored -> Material2OutlinedAL.LOCK_OPEN;
      case Access.Connecting ignored -> Material2OutlinedAL.HOURGLASS_EMPTY;
      case Access.Connected ignored -> Material2OutlinedMZ.STORAGE;
      case Access.Over ignored -> Material2MZ.TIMER_OFF;
    };
  }

  private Node table(Relation relation) {
    Ikon icon =
        switch (relation.kind()) {
          case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE, SYSTEM -> Material2OutlinedAL.GRID_ON;
          case VIEW, MATERIALIZED_VIEW -> Material2OutlinedMZ.VISIBILITY;
        };
    String estimate = relation.estimatedRows() < 0 ? "" : rows(relation.estimatedRows());
    TreeRow row = new TreeRow(Icons.of(icon, "tree-icon"), relation.name().name(), estimate);
    setTooltip(
        Ui.tooltip(
            relation.name()
                + "\n"
                + relation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (estimate.isEmpty() ? "" : ", " + Strings.get("tree.rows", estimate))));
    return row;
  }

  private static String rows(long rows) {
    if (rows >= 1_000_000) {
      return "~" + rows / 1_000_000 + "M";
    }
    return rows >= 1_000 ? "~" + rows / 1_000 + "k" : "~" + rows;
  }

  private Node column(TreeEntry.TableColumn column) {
    boolean key = column.relation().primaryKey().contains(column.column().name());
    TreeRow row =
        new TreeRow(
            Icons.of(key ? Material2OutlinedMZ.VPN_KEY : Material2MZ.VIEW_WEEK, "column-icon"),
            column.column().name(),
            column.column().type());
    String hint = column.column().name() + "  " + column.column().type();
    if (!column.mask().isEmpty()) {
      Label mask = Ui.badge(column.mask(), "mask-badge");
      mask.setGraphic(Icons.of(Material2AL.LOCK));
      row.badge(mask);
      hint += "\n" + Strings.get("grid.masked", column.mask(), column.rule());
    }
    setTooltip(Ui.tooltip(hint));
    return row;
  }
}
