package dev.gatehouse.app.workbench.query;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.gatehouse.app.workbench.base.Debounce;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The open editors and the history, kept across restarts and crashes. */
public final class QueryViewModel {
  private final Desk desk;
  private final ConnectionsViewModel connections;
  private final RunWorkflow.ConfirmDoor confirm;
  private final EditorStore store;
  private final Debounce keeping;
  private final ObservableList<EditorViewModel> editors = FXCollections.observableArrayList();
  private final ObservableList<HistoryEntry> history = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable EditorViewModel> current = new SimpleObjectProperty<>();
  private List<EditorStore.Kept> waiting = List.of();
  private boolean restored;

  QueryViewModel(
      Desk desk,
      ConnectionsViewModel connections,
      Path directory,
      RunWorkflow.ConfirmDoor confirm) {
    this.desk = desk;
    this.connections = connections;
    this.confirm = confirm;
    this.store = new EditorStore(directory);
    this.keeping = new Debounce(desk.timer(), Duration.ofMillis(400));
  }

  public ConnectionsViewModel connections() {
    return connections;
  }

  public ObservableList<EditorViewModel> editors() {
    return editors;
  }

  /** Newest first. */
  public ObservableList<HistoryEntry> history() {
    return history;
  }

  /** The editor in front; null where none is open. */
  public ObjectProperty<@Nullable EditorViewModel> currentProperty() {
    return current;
  }

  private record Kept(List<EditorStore.Kept> editors, List<HistoryEntry> history) {}

  /** Brings back what was open; nothing is run. */
  public void restore() {
    desk.background()
        .call(
            () -> new Kept(store.editors(), store.history()),
            kept -> {
              history.setAll(kept.history());
              waiting = kept.editors();
              restored = true;
              connections.connections().addListener((javafx.beans.Observable o) -> reopen());
              reopen();
            },
            failure -> {});
  }

  /** Editors return once their source is known. */
  private void reopen() {
    List<EditorStore.Kept> still = new ArrayList<>();
    for (EditorStore.Kept kept : waiting) {
      Optional<Connection> connection = connections.byName(kept.source());
      if (connection.isPresent()) {
        add(kept, connection.get());
      } else {
        still.add(kept);
      }
    }
    waiting = still;
    if (current.get() == null && !editors.isEmpty()) {
      current.set(editors.getFirst());
    }
  }

  /** Opens an editor on a source and brings it to the front. */
  public EditorViewModel open(Connection connection, String text) {
    EditorStore.Kept fresh =
        new EditorStore.Kept(
            UUID.randomUUID().toString(),
            connection.source().name(),
            Strings.get("editor.title", nextNumber()),
            text,
            text.length());
    EditorViewModel editor = add(fresh, connection);
    current.set(editor);
    keepSoon();
    return editor;
  }

  /** Brings an editor on that source to the front, or opens one. */
  public EditorViewModel show(Connection connection) {
    Optional<EditorViewModel> there =
        editors.stream().filter(editor -> editor.connection() == connection).findFirst();
    EditorViewModel editor = there.orElseGet(() -> open(connection, ""));
    current.set(editor);
    return editor;
  }

  private int nextNumber() {
    int number = editors.size() + 1;
    while (titled(Strings.get("editor.title", number))) {
      number++;
    }
    return number;
  }

  private boolean titled(String title) {
    return editors.stream().anyMatch(editor -> editor.title().equals(title));
  }

  /** The text is there before anybody sees the editor. */
  @CanIgnoreReturnValue
  private EditorViewModel add(EditorStore.Kept kept, Connection connection) {
    EditorViewModel editor =
        new EditorViewModel(desk, kept.id(), kept.title(), connection, confirm);
    editor.edited(kept.text(), kept.caret());
    editor.onRan(this::ran);
    editors.add(editor);
    return editor;
  }

  private void ran(HistoryEntry entry) {
    history.addFirst(entry);
    List<HistoryEntry> all = List.copyOf(history);
    desk.background().start(() -> store.keepHistory(all));
  }

  public void close(EditorViewModel editor) {
    editor.close();
    editors.remove(editor);
    keepSoon();
  }

  /** Writes the editors soon, off the FX thread. */
  public void keepSoon() {
    if (!restored) {
      return;
    }
    List<EditorStore.Kept> all = kept();
    keeping.submit(() -> desk.background().start(() -> store.keepEditors(all)));
  }

  /** Takes down what is open; what it returns writes it, and blocks. */
  public Runnable keeper() {
    keeping.cancel();
    List<EditorStore.Kept> all = kept();
    return restored ? () -> store.keepEditors(all) : () -> {};
  }

  private List<EditorStore.Kept> kept() {
    List<EditorStore.Kept> all = new ArrayList<>();
    for (EditorViewModel editor : editors) {
      all.add(
          new EditorStore.Kept(
              editor.id(),
              editor.connection().source().name(),
              editor.title(),
              editor.text(),
              editor.caret()));
    }
    all.addAll(waiting);
    return all;
  }
}
