package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Failure;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The data sources that a person may see, with the state of their access. */
public final class ConnectionsViewModel {
  private final SignedIn person;
  private final Desk desk;
  private final ObservableList<Connection> connections = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private Consumer<List<GrantView>> grantsRead = grants -> {};

  public ConnectionsViewModel(SignedIn person, Desk desk) {
    this.person = person;
    this.desk = desk;
  }

  private record Answer(List<SourceView> sources, List<GrantView> grants) {}

  public ObservableList<Connection> connections() {
    return connections;
  }

  public ReadOnlyBooleanProperty loadingProperty() {
    return loading.getReadOnlyProperty();
  }

  /** Why the list cannot be read; empty where it can. */
  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** Is given the person's grants whenever they were read. */
  public void onGrants(Consumer<List<GrantView>> listener) {
    grantsRead = listener;
  }

  public Optional<Connection> byName(String source) {
    return connections.stream().filter(c -> c.source().name().equals(source)).findFirst();
  }

  /** Whether any request still waits for a reviewer. */
  public boolean anyWaiting() {
    return connections.stream().anyMatch(c -> c.access() instanceof Access.Waiting);
  }

  /** Reads sources and grants again. */
  public void refresh() {
    if (loading.get()) {
      return;
    }
    loading.set(true);
    desk.background()
        .call(() -> new Answer(person.sources(), person.myGrants()), this::read, this::failed);
  }

  private void read(Answer answer) {
    loading.set(false);
    trouble.set("");
    List<String> wanted = answer.sources().stream().map(SourceView::name).toList();
    connections.removeIf(connection -> !wanted.contains(connection.source().name()));
    for (SourceView source : answer.sources()) {
      if (byName(source.name()).isEmpty()) {
        connections.add(new Connection(source, person, desk));
      }
    }
    connections.forEach(connection -> connection.update(answer.grants()));
    grantsRead.accept(answer.grants());
  }

  private void failed(Failure failure) {
    loading.set(false);
    trouble.set(failure.sentence());
  }
}
