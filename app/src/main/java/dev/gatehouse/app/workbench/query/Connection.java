package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Failure;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import dev.gatehouse.core.pipeline.GovernedSession;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** One data source: the person's access to it, and the session while there is one. */
public final class Connection {
  private final SourceView source;
  private final SignedIn person;
  private final Desk desk;
  private final ReadOnlyObjectWrapper<Access> access =
      new ReadOnlyObjectWrapper<>(new Access.None());
  private final Semaphore turn = new Semaphore(1, true);
  private final Masks masks;
  private @Nullable ResultViewModel open;

  Connection(SourceView source, SignedIn person, Desk desk) {
    this.source = source;
    this.person = person;
    this.desk = desk;
    this.masks = new Masks(desk);
  }

  public SourceView source() {
    return source;
  }

  public ReadOnlyObjectProperty<Access> accessProperty() {
    return access.getReadOnlyProperty();
  }

  public Access access() {
    return access.get();
  }

  /** What is known of the masks on this source's columns. */
  public Masks masks() {
    return masks;
  }

  /** A session runs one statement at a time; whoever runs one holds this. */
  Semaphore turn() {
    return turn;
  }

  /**
   * A session reads one result at a time: what an editor still reads stops where it is.
   *
   * @return what was read until now, to be closed before the next statement runs
   */
  Optional<ResultViewModel> stopReading() {
    Optional<ResultViewModel> before = Optional.ofNullable(open);
    before.ifPresent(result -> result.stop(Strings.get("result.superseded")));
    open = null;
    return before;
  }

  /** From now on this result is read. */
  void reads(ResultViewModel result) {
    open = result;
  }

  /** Takes up what the control service says of the person's grants on this source. */
  void update(List<GrantView> grants) {
    if (access.get() instanceof Access.Connected || access.get() instanceof Access.Connecting) {
      return;
    }
    Optional<GrantView> best =
        grants.stream()
            .filter(grant -> grant.source().equals(source.name()))
            .filter(grant -> rank(grant.state()) > 0)
            .max(
                Comparator.<GrantView>comparingInt(grant -> rank(grant.state()))
                    .thenComparing(GrantView::requestedAt));
    if (best.isPresent()) {
      GrantView grant = best.get();
      access.set(rank(grant.state()) == 1 ? new Access.Waiting(grant) : new Access.Granted(grant));
    } else if (!(access.get() instanceof Access.Over)) {
      access.set(new Access.None());
    }
  }

  private static int rank(String state) {
    return switch (state) {
      case "active", "activating" -> 3;
      case "approved" -> 2;
      case "requested" -> 1;
      default -> 0;
    };
  }

  /** Connects under the grant at hand; does nothing where there is none. */
  public void connect() {
    if (access.get() instanceof Access.Granted granted) {
      connect(granted.grant());
    }
  }

  void connect(GrantView grant) {
    access.set(new Access.Connecting(grant));
    desk.background()
        .call(
            () ->
                person.connect(grant.id(), sentence -> desk.background().ui(() -> over(sentence))),
            session -> connected(grant, session),
            this::failed);
  }

  private void connected(GrantView grant, GovernedSession session) {
    masks.start(session);
    access.set(new Access.Connected(grant, session));
  }

  private void failed(Failure failure) {
    access.set(new Access.Over(failure.sentence()));
  }

  /** The session ended by itself. */
  void over(String sentence) {
    access.set(new Access.Over(sentence));
  }

  /** Ends the session; the grant stays. */
  public void disconnect() {
    if (access.get() instanceof Access.Connected connected) {
      access.set(new Access.Granted(connected.grant()));
      desk.background().start(() -> connected.session().end("disconnected"));
    }
  }

  /** When access ends, in words; empty where there is none. */
  public String until() {
    Optional<GrantView> grant =
        switch (access.get()) {
          case Access.Granted granted -> Optional.of(granted.grant());
          case Access.Connecting connecting -> Optional.of(connecting.grant());
          case Access.Connected connected -> Optional.of(connected.grant());
          case Access.Waiting ignored -> Optional.empty();
          case Access.None ignored -> Optional.empty();
          case Access.Over ignored -> Optional.empty();
        };
    return grant
        .map(GrantView::end)
        .map(end -> Strings.get("access.until", Times.until(end, desk.clock())))
        .orElse("");
  }
}
