package dev.gatehouse.control.events;

import dev.gatehouse.control.database.Announcements;
import dev.gatehouse.control.http.Json;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what the database announces to the open streams that it is for. Where announcements may
 * have been missed every stream ends and none opens, so that clients ask again once they come
 * through. Thread-safe.
 */
public final class GrantEvents implements Announcements.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GrantEvents.class);
  private static final int MOST_WAITING = 1_000;

  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private volatile boolean listening;
  private volatile boolean closed;

  /** An event as the stream tells it: its name and its fields. */
  public record Event(String name, Map<String, String> fields) {
    static final Event WAKE = new Event("", Map.of());

    /** A grant of the person is in that state. */
    public static Event grant(String id, String state) {
      return new Event("grant", Map.of("id", id, "state", state));
    }

    /** A request of the person to approve one statement is in that state. */
    public static Event statement(String id, String grantId, String digest, String state) {
      return new Event(
          "statement", Map.of("id", id, "grantId", grantId, "digest", digest, "state", state));
    }

    /** A session of the person is in that state. */
    public static Event session(String id, String grantId, String state) {
      return new Event("session", Map.of("id", id, "grantId", grantId, "state", state));
    }

    /**
     * Something for reviewers to look at: a {@code grant}, {@code statement} or {@code emergency}.
     */
    static Event review(String kind, String id, String state) {
      return new Event("review", Map.of("kind", kind, "id", id, "state", state));
    }
  }

  /** An open stream of one person. */
  final class Subscription implements AutoCloseable {
    private final Caller caller;
    private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean lost;

    private Subscription(Caller caller) {
      this.caller = caller;
    }

    BlockingQueue<Event> waiting() {
      return waiting;
    }

    /** Whether the stream must end: the service stops, or something may have been missed. */
    boolean isOver() {
      return closed || lost;
    }

    private boolean isOf(String issuer, String subject) {
      return caller.principal().issuer().equals(issuer)
          && caller.principal().subject().equals(subject);
    }

    private void offer(Event event) {
      if (!waiting.offer(event)) {
        // It would miss a change: it ends, and the client asks again from the start.
        lost = true;
      }
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }

  Subscription subscribe(Caller caller) {
    Subscription subscription = new Subscription(caller);
    subscriptions.add(subscription);
    if (!listening || closed) {
      subscription.close();
      throw ProblemException.unavailable(
          "Changes cannot be followed at the moment; try again shortly.");
    }
    return subscription;
  }

  /** How many streams are open here. */
  public int streams() {
    return subscriptions.size();
  }

  /** Whether changes come through. */
  public boolean isListening() {
    return listening;
  }

  @Override
  public void connected() {
    listening = true;
  }

  @Override
  public void lost() {
    listening = false;
    endAll();
  }

  @Override
  public void announced(String text) {
    Map<String, String> told;
    try {
      told = Json.readMap(text);
    } catch (RuntimeException e) {
      LOG.warn("An announcement of the database cannot be read");
      return;
    }
    String id = told.getOrDefault("id", "");
    String state = told.getOrDefault("state", "");
    String kind = told.getOrDefault("kind", "");
    String grant = told.getOrDefault("grant", "");
    Event own =
        switch (kind) {
          case "statement" -> Event.statement(id, grant, told.getOrDefault("digest", ""), state);
          case "session" -> Event.session(id, grant, state);
          default -> Event.grant(id, state);
        };
    boolean forReviewers = kind.equals("emergency") || state.equals("requested");
    for (Subscription subscription : subscriptions) {
      if (subscription.isOf(told.getOrDefault("issuer", ""), told.getOrDefault("subject", ""))) {
        subscription.offer(own);
      } else if (forReviewers && subscription.caller.is(Role.REVIEWER)) {
        subscription.offer(Event.review(kind, id, state));
      }
    }
  }

  private void endAll() {
    for (Subscription subscription : subscriptions) {
      subscription.lost = true;
      subscription.offer(Event.WAKE);
    }
  }

  /** Ends every stream at once. */
  @Override
  public void close() {
    closed = true;
    endAll();
  }
}
