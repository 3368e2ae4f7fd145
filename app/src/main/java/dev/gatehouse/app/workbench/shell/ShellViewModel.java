package dev.gatehouse.app.workbench.shell;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.access.AccessViewModel;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Failure;
import dev.gatehouse.app.workbench.query.ConnectionsViewModel;
import dev.gatehouse.app.workbench.review.ReviewViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The window's state: who is signed in, which perspective is in front, and what is kept fresh. */
final class ShellViewModel {
  private static final int WAITING_SECONDS = 3;
  private static final int REVIEW_SECONDS = 10;
  private final SignedIn person;
  private final Desk desk;
  private final ConnectionsViewModel connections;
  private final AccessViewModel access;
  private final ReviewViewModel review;
  private final ObjectProperty<Perspective> perspective =
      new SimpleObjectProperty<>(Perspective.QUERY);
  private final List<ScheduledFuture<?>> polls = new ArrayList<>();

  ShellViewModel(SignedIn person, Desk desk) {
    this.person = person;
    this.desk = desk;
    this.connections = new ConnectionsViewModel(person, desk);
    this.access = new AccessViewModel(person, desk, connections::refresh);
    this.review = new ReviewViewModel(person, desk);
    connections.onGrants(access::show);
  }

  /** The perspectives of the window. */
  enum Perspective {
    QUERY,
    ACCESS,
    REVIEW
  }

  SignedIn person() {
    return person;
  }

  ConnectionsViewModel connections() {
    return connections;
  }

  AccessViewModel access() {
    return access;
  }

  ReviewViewModel review() {
    return review;
  }

  ObjectProperty<Perspective> perspectiveProperty() {
    return perspective;
  }

  /** Whether the person decides requests and reads recordings. */
  boolean reviewer() {
    return person.me().roles().contains("reviewer");
  }

  /** The perspectives that this person has. */
  List<Perspective> perspectives() {
    return reviewer()
        ? List.of(Perspective.QUERY, Perspective.ACCESS, Perspective.REVIEW)
        : List.of(Perspective.QUERY, Perspective.ACCESS);
  }

  /** Reads everything once, and keeps fresh what others change. */
  void start() {
    connections.refresh();
    every(WAITING_SECONDS, this::refreshWaiting);
    if (reviewer()) {
      review.refresh();
      every(REVIEW_SECONDS, review::refresh);
      perspective.set(person.me().roles().size() == 1 ? Perspective.REVIEW : Perspective.QUERY);
    }
  }

  private void refreshWaiting() {
    if (connections.anyWaiting()) {
      connections.refresh();
    }
  }

  private void every(int seconds, Runnable work) {
    polls.add(
        desk.timer()
            .scheduleWithFixedDelay(
                () -> desk.background().ui(work), seconds, seconds, TimeUnit.SECONDS));
  }

  void stop() {
    polls.forEach(poll -> poll.cancel(false));
    polls.clear();
  }

  /**
   * Ends every session, waits for the upload, forgets the tokens.
   *
   * @param keep writes what is open
   */
  void signOut(Runnable keep, Runnable done, Consumer<Failure> failed) {
    stop();
    desk.background()
        .call(
            () -> {
              keep.run();
              person.signOut();
              return true;
            },
            out -> done.run(),
            failed);
  }
}
