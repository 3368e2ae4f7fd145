package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.core.pipeline.GovernedSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The connections: sources by environment, and below a connected one its schema. */
final class ConnectionsView extends VBox {
  private static final List<String> ORDER = List.of("env-prod", "env-staging", "env-dev");
  private final ConnectionsViewModel model;
  private final Desk desk;
  private final TreeView<TreeEntry> tree = new TreeView<>();
  private final TreeItem<TreeEntry> root = new TreeItem<>(new TreeEntry.Root());
  private final TextField filter = new TextField();
  private final Label trouble = Ui.paragraph("", "tree-trouble");
  private final Map<Connection, TreeItem<TreeEntry>> sources = new HashMap<>();
  private final Consumer<Connection> open;
  private final dev.gatehouse.app.workbench.base.Debounce filtering;

  ConnectionsView(
      ConnectionsViewModel model,
      Desk desk,
      Consumer<Connection> ask,
      Consumer<Connection> open,
      Consumer<TreeEntry.Table> browse) {
    this.model = model;
    this.desk = desk;
    this.open = open;
    this.filtering =
        new dev.gatehouse.app.workbench.base.Debounce(desk.timer(), Duration.ofMillis(150));
    getStyleClass().add("connections");
    tree.setId("connections-tree");
    tree.setRoot(root);
    tree.setShowRoot(false);
    tree.setCellFactory(ignored -> new ConnectionCell(ask, open));
    tree.setAccessibleText(Strings.get("tree.accessible"));
    tree.getStyleClass().addAll("dense", "edge-to-edge");
    tree.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            activate(ask, browse);
          }
        });
    tree.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            activate(ask, browse);
          }
        });
    VBox.setVgrow(tree, Priority.ALWAYS);
    trouble.setId("connections-trouble");
    model.troubleProperty().addListener((value, old, now) -> showTrouble(now));
    showTrouble("");
    StackPane body = new StackPane(tree);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head(), filterField(), trouble, body);
    model.connections().addListener((ListChangeListener<Connection>) change -> rebuild());
    rebuild();
  }

  private HBox head() {
    HBox head =
        Ui.row(
            4,
            Ui.label(Strings.get("tree.title"), "panel-title"),
            Ui.spacer(),
            Ui.iconButton(
                "connections-refresh",
                Material2OutlinedMZ.REFRESH,
                Strings.get("tree.refresh"),
                model::refresh));
    head.getStyleClass().add("panel-head");
    return head;
  }

  private VBox filterField() {
    filter.setId("connections-filter");
    filter.setPromptText(Strings.get("tree.filter"));
    filter.setAccessibleText(Strings.get("tree.filter"));
    filter.getStyleClass().add("filter-field");
    HBox.setHgrow(filter, Priority.ALWAYS);
    filter
        .textProperty()
        .addListener(
            (value, old, now) -> filtering.submit(() -> desk.background().ui(this::refilter)));
    HBox row = Ui.row(6, Icons.of(Material2OutlinedMZ.SEARCH, "filter-icon"), filter);
    row.getStyleClass().add("filter-row");
    VBox framed = new VBox(row);
    framed.getStyleClass().add("filter-frame");
    return framed;
  }

  private void showTrouble(String sentence) {
    trouble.setText(sentence);
    trouble.setGraphic(Icons.of(Material2OutlinedAL.ERROR_OUTLINE));
    Ui.show(trouble, !sentence.isEmpty());
  }

  private void rebuild() {
    Map<String, TreeItem<TreeEntry>> groups = new HashMap<>();
    for (Connection connection : model.connections()) {
      TreeItem<TreeEntry> item = sources.computeIfAbsent(connection, this::item);
      String style = EnvironmentBadge.style(connection.source().environment());
      groups
          .computeIfAbsent(
              style, s -> expanded(new TreeEntry.Environment(connection.source().environment())))
          .getChildren()
          .add(item);
    }
    List<TreeItem<TreeEntry>> ordered = new ArrayList<>();
    ORDER.stream().filter(groups::containsKey).forEach(style -> ordered.add(groups.get(style)));
    root.getChildren().setAll(ordered);
  }

  private static TreeItem<TreeEntry> expanded(TreeEntry entry) {
    TreeItem<TreeEntry> item = new TreeItem<>(entry);
    item.setExpanded(true);
    return item;
  }

  private TreeItem<TreeEntry> item(Connection connection) {
    TreeItem<TreeEntry> item = new TreeItem<>(new TreeEntry.Source(connection));
    connection.accessProperty().addListener((value, old, now) -> accessChanged(item, connection));
    accessChanged(item, connection);
    return item;
  }

  private void accessChanged(TreeItem<TreeEntry> item, Connection connection) {
    item.setValue(new TreeEntry.Source(connection));
    if (connection.access() instanceof Access.Connected connected) {
      fill(item, connection, connected.session());
      open.accept(connection);
    } else {
      item.getChildren().clear();
    }
    tree.refresh();
  }

  private void refilter() {
    sources.forEach(
        (connection, item) ->
            connection.access().open().ifPresent(session -> fill(item, connection, session)));
  }

  private void fill(TreeItem<TreeEntry> item, Connection connection, GovernedSession session) {
    String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
    desk.background()
        .call(
            () -> SchemaItems.schemas(connection, session.catalog(), wanted),
            schemas -> {
              if (connection.access().open().isPresent()) {
                item.getChildren().setAll(schemas);
                item.setExpanded(true);
              }
            },
            failure -> showTrouble(failure.sentence()));
  }

  private void activate(Consumer<Connection> ask, Consumer<TreeEntry.Table> browse) {
    TreeItem<TreeEntry> item = tree.getSelectionModel().getSelectedItem();
    if (item == null) {
      return;
    }
    switch (item.getValue()) {
      case TreeEntry.Source source -> activate(source.connection(), ask);
      case TreeEntry.Table table -> browse.accept(table);
      case TreeEntry.Root ignored -> item.setExpanded(true);
      case TreeEntry.Environment ignored -> item.setExpanded(item.isExpanded());
      case TreeEntry.Schema ignored -> item.setExpanded(item.isExpanded());
      case TreeEntry.TableColumn ignored -> item.setExpanded(false);
      case TreeEntry.Note ignored -> item.setExpanded(false);
    }
  }

  private void activate(Connection connection, Consumer<Connection> ask) {
    switch (connection.access()) {
      case Access.None ignored -> ask.accept(connection);
      case Access.Over ignored -> ask.accept(connection);
      case Access.Granted ignored -> connection.connect();
      case Access.Connected ignored -> open.accept(connection);
      case Access.Waiting ignored -> model.refresh();
      case Access.Connecting ignored -> tree.refresh();
    }
  }

  void focusFilter() {
    filter.requestFocus();
  }
}
