package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.control.api.GrantView;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A person's own grants and requests. */
public final class AccessViewModel {
  private final SignedIn person;
  private final Desk desk;
  private final Runnable changed;
  private final ObservableList<GrantView> grants = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");

  /**
   * @param changed runs after a grant was withdrawn or given back
   */
  public AccessViewModel(SignedIn person, Desk desk, Runnable changed) {
    this.person = person;
    this.desk = desk;
    this.changed = changed;
  }

  public ObservableList<GrantView> grants() {
    return grants;
  }

  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** Takes up grants that somebody read. */
  public void show(List<GrantView> read) {
    trouble.set("");
    if (!grants.equals(read)) {
      grants.setAll(read);
    }
  }

  public void refresh() {
    desk.background().call(person::myGrants, this::show, f -> trouble.set(f.sentence()));
  }

  void withdraw(GrantView grant) {
    change(() -> person.withdraw(grant.id()));
  }

  void giveBack(GrantView grant) {
    change(() -> person.giveBack(grant.id()));
  }

  private void change(Callable<GrantView> work) {
    desk.background()
        .call(
            work,
            grant -> {
              refresh();
              changed.run();
            },
            failure -> trouble.set(failure.sentence()));
  }
}
