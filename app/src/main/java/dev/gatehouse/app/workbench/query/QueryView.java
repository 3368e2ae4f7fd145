package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Dialogs;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Ui;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** The Query perspective: connections on the left, editors with their results on the right. */
public final class QueryView extends BorderPane {
  private final Desk desk;
  private final Dialogs dialogs;
  private final QueryViewModel model;
  private final ConnectionsView connections;
  private final TabPane tabs = new TabPane();
  private final Map<EditorViewModel, Tab> byEditor = new HashMap<>();
  private final StackPane center = new StackPane();
  private final Node none;
  private @Nullable HistoryView history;

  /**
   * @param directory where editors and history are kept
   * @param askForAccess opens the form that asks for access to a source
   */
  public QueryView(
      Desk desk,
      ConnectionsViewModel connectionsModel,
      Dialogs dialogs,
      Path directory,
      Consumer<Connection> askForAccess) {
    this.desk = desk;
    this.dialogs = dialogs;
    this.model = new QueryViewModel(desk, connectionsModel, directory, new ConfirmView(dialogs));
    this.connections =
        new ConnectionsView(connectionsModel, desk, askForAccess, this::opened, this::browse);
    none =
        Ui.empty(
            Material2OutlinedAL.CODE,
            Strings.get("query.none.title"),
            Strings.get("query.none.sentence"));
    getStyleClass().add("query-view");
    tabs.setId("editor-tabs");
    tabs.getStyleClass().addAll("editor-tabs");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.ALL_TABS);
    tabs.setTabDragPolicy(TabPane.TabDragPolicy.REORDER);
    tabs.getSelectionModel().selectedItemProperty().addListener((value, old, now) -> selected(now));
    model.editors().addListener(this::editorsChanged);
    model.currentProperty().addListener((value, old, now) -> bringForward(now));
    center.getChildren().addAll(none, tabs);
    showTabs();
    SplitPane split = new SplitPane(connections, center);
    split.getStyleClass().add("query-split");
    split.setDividerPositions(0.22);
    connections.setMinWidth(252);
    connections.setPrefWidth(290);
    SplitPane.setResizableWithParent(connections, false);
    setCenter(split);
    model.restore();
  }

  public QueryViewModel model() {
    return model;
  }

  private void opened(Connection connection) {
    boolean connected = connection.access().open().isPresent();
    if (connected && model.currentProperty().get() == null) {
      model.show(connection);
    } else if (connected
        && model.editors().stream().noneMatch(editor -> editor.connection() == connection)) {
      model.show(connection);
    }
  }

  private void browse(TreeEntry.Table table) {
    EditorViewModel editor =
        model.open(
            table.connection(),
            "SELECT *\nFROM " + Masks.quoted(table.relation().name()) + "\nLIMIT 100;\n");
    editor.runStatement();
  }

  private void editorsChanged(ListChangeListener.Change<? extends EditorViewModel> change) {
    while (change.next()) {
      change.getRemoved().forEach(this::removed);
      change.getAddedSubList().forEach(this::added);
    }
    showTabs();
  }

  private void added(EditorViewModel editor) {
    Tab tab = new Tab();
    String environment = editor.connection().source().environment();
    Label title = Ui.label(editor.title(), "editor-tab-title");
    Region dot = new Region();
    dot.getStyleClass().add("tab-dot");
    tab.setGraphic(Ui.row(7, dot, title));
    if (EnvironmentBadge.production(environment)) {
      title.setText(editor.title() + "  " + EnvironmentBadge.word(environment));
    }
    tab.getStyleClass().add(EnvironmentBadge.style(environment));
    tab.setUserData(editor);
    tab.setOnCloseRequest(
        event -> {
          event.consume();
          model.close(editor);
        });
    byEditor.put(editor, tab);
    tabs.getTabs().add(tab);
  }

  private void removed(EditorViewModel editor) {
    Tab tab = byEditor.remove(editor);
    if (tab != null) {
      if (tab.getContent() instanceof EditorView view) {
        view.dispose();
      }
      tab.setContent(null);
      tabs.getTabs().remove(tab);
    }
  }

  /** The view of a tab is made when it first comes to the front. */
  private void selected(@Nullable Tab tab) {
    if (tab == null || !(tab.getUserData() instanceof EditorViewModel editor)) {
      model.currentProperty().set(null);
      return;
    }
    if (tab.getContent() == null) {
      tab.setContent(new EditorView(editor, desk, dialogs, model::keepSoon));
    }
    model.currentProperty().set(editor);
  }

  private void bringForward(@Nullable EditorViewModel editor) {
    Tab tab = editor == null ? null : byEditor.get(editor);
    if (tab != null) {
      tabs.getSelectionModel().select(tab);
      view().ifPresent(view -> view.editor().requestFocus());
    }
  }

  private void showTabs() {
    tabs.setVisible(!byEditor.isEmpty());
    none.setVisible(byEditor.isEmpty());
  }

  private Optional<EditorView> view() {
    Tab tab = tabs.getSelectionModel().getSelectedItem();
    return tab != null && tab.getContent() instanceof EditorView view
        ? Optional.of(view)
        : Optional.empty();
  }

  /** Runs the statement under the caret of the editor in front. */
  public void run() {
    view().ifPresent(view -> view.model().runStatement());
  }

  /** Runs every statement of the editor in front, until one does not run. */
  public void runScript() {
    view().ifPresent(view -> view.model().runScript());
  }

  public void cancel() {
    view().ifPresent(view -> view.model().cancel());
  }

  /** Writes the result of the editor in front to a file. */
  public void export() {
    view().ifPresent(EditorView::export);
  }

  public void find() {
    view().ifPresent(view -> view.find().open());
  }

  public void comment() {
    view().ifPresent(view -> view.editor().toggleComment());
  }

  /** Opens another editor on the source of the one in front. */
  public void newEditor() {
    EditorViewModel current = model.currentProperty().get();
    Optional<Connection> target =
        current != null
            ? Optional.of(current.connection())
            : model.connections().connections().stream()
                .filter(connection -> connection.access().open().isPresent())
                .findFirst();
    target.ifPresent(connection -> model.open(connection, ""));
  }

  public void closeEditor() {
    EditorViewModel current = model.currentProperty().get();
    if (current != null) {
      model.close(current);
    }
  }

  public void focusEditor() {
    view().ifPresent(view -> view.editor().requestFocus());
  }

  public void focusResults() {
    view().ifPresent(view -> view.results().grid().requestFocus());
  }

  public void focusConnections() {
    connections.focusFilter();
  }

  /** Shows the history beside the editors, or takes it away. */
  public void toggleHistory() {
    if (history == null) {
      HistoryView shown = new HistoryView(model, desk, this::again, this::toggleHistory);
      history = shown;
      setRight(shown);
      shown.focusSearch();
    } else {
      history = null;
      setRight(null);
    }
  }

  /** Brings a statement back into an editor; it is not run. */
  private void again(HistoryEntry entry) {
    model
        .connections()
        .byName(entry.source())
        .ifPresent(connection -> model.open(connection, entry.sql()));
  }
}
