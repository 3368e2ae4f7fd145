package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SessionView;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What a reviewer sees: requests to decide, and recorded sessions. */
public final class ReviewViewModel {
  private final SignedIn person;
  private final Desk desk;
  private final ObservableList<GrantView> requests = FXCollections.observableArrayList();
  private final ObservableList<GrantView> emergencies = FXCollections.observableArrayList();
  private final ObservableList<SessionView> sessions = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();

  public ReviewViewModel(SignedIn person, Desk desk) {
    this.person = person;
    this.desk = desk;
  }

  private record Answer(
      List<GrantView> requests, List<GrantView> emergencies, List<SessionView> sessions) {}

  public ObservableList<GrantView> requests() {
    return requests;
  }

  /** Emergencies that somebody must look at. */
  public ObservableList<GrantView> emergencies() {
    return emergencies;
  }

  public ObservableList<SessionView> sessions() {
    return sessions;
  }

  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** Whether a recording is being fetched. */
  public ReadOnlyBooleanProperty openingProperty() {
    return opening.getReadOnlyProperty();
  }

  public void refresh() {
    desk.background()
        .call(
            () -> new Answer(person.pending(), person.emergencies(), person.sessions()),
            answer -> {
              trouble.set("");
              if (!requests.equals(answer.requests())) {
                requests.setAll(answer.requests());
              }
              if (!emergencies.equals(answer.emergencies())) {
                emergencies.setAll(answer.emergencies());
              }
              if (!sessions.equals(answer.sessions())) {
                sessions.setAll(answer.sessions());
              }
            },
            failure -> trouble.set(failure.sentence()));
  }

  void approve(GrantView request, String comment, Consumer<GrantView> done) {
    decide(() -> person.approve(request.id(), comment), done);
  }

  void deny(GrantView request, String reason, Consumer<GrantView> done) {
    decide(() -> person.deny(request.id(), reason), done);
  }

  void reviewEmergency(
      GrantView grant, boolean justified, String comment, Consumer<GrantView> done) {
    desk.background()
        .call(
            () -> person.reviewEmergency(grant.id(), justified, comment),
            reviewed -> {
              emergencies.removeIf(other -> other.id().equals(reviewed.id()));
              done.accept(reviewed);
              refresh();
            },
            failure -> trouble.set(failure.sentence()));
  }

  /** Reads what was decided before about requests like that one; nothing where it cannot. */
  void similar(GrantView request, Consumer<List<GrantView>> done) {
    desk.background().call(() -> person.similar(request.id()), done, failure -> {});
  }

  private void decide(Callable<GrantView> work, Consumer<GrantView> done) {
    desk.background()
        .call(
            work,
            grant -> {
              requests.removeIf(request -> request.id().equals(grant.id()));
              done.accept(grant);
              refresh();
            },
            failure -> {
              refresh();
              trouble.set(failure.sentence());
            });
  }

  /** Fetches a recording and puts it together; the fetching is itself recorded by the service. */
  void open(SessionView session, Consumer<PlayerViewModel> done) {
    if (opening.get()) {
      return;
    }
    opening.set(true);
    desk.background()
        .call(
            () -> new PlayerViewModel(Recording.of(person.recording(session.id()))),
            player -> {
              opening.set(false);
              trouble.set("");
              done.accept(player);
            },
            failure -> {
              opening.set(false);
              trouble.set(failure.sentence());
            });
  }
}
