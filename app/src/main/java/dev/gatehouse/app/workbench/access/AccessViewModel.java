package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.access.PolicyWords.Section;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A person's own grants and requests, and the policy that applies to them. */
public final class AccessViewModel {
  private final SignedIn person;
  private final Desk desk;
  private final Runnable changed;
  private final ObservableList<GrantView> grants = FXCollections.observableArrayList();
  private final ObservableList<SourceView> sources = FXCollections.observableArrayList();
  private final ObservableList<Section> policy = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper policyTrouble = new ReadOnlyStringWrapper("");

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

  /** What one can ask access to. */
  ObservableList<SourceView> sources() {
    return sources;
  }

  /** What the policy says, in words. */
  ObservableList<Section> policy() {
    return policy;
  }

  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** Why the policy cannot be read; empty where it can. */
  ReadOnlyStringProperty policyTroubleProperty() {
    return policyTrouble.getReadOnlyProperty();
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
    desk.background()
        .call(
            person::sources,
            read -> {
              if (!sources.equals(read)) {
                sources.setAll(read);
              }
            },
            f -> trouble.set(f.sentence()));
    desk.background()
        .call(
            () -> PolicyWords.of(person.policy(), person.me()),
            said -> {
              policyTrouble.set("");
              if (!policy.equals(said)) {
                policy.setAll(said);
              }
            },
            f -> policyTrouble.set(f.sentence()));
  }

  /** The source of a grant, where it is still there. */
  Optional<SourceView> source(GrantView grant) {
    return sources.stream().filter(source -> source.name().equals(grant.source())).findFirst();
  }

  /** Whether a request to go on after this grant waits already. */
  boolean isExtended(GrantView grant) {
    return grants.stream()
        .anyMatch(
            other -> grant.id().equals(other.extendsGrant()) && GrantStates.open(other.state()));
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
