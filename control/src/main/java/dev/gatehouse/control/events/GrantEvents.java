package dev.gatehouse.control.events;

import dev.gatehouse.core.identity.Principal;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** Hands each change of a grant to its holder's open streams. Thread-safe. */
public final class GrantEvents implements AutoCloseable {
  private static final int MOST_WAITING = 1_000;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** A change as the stream tells it. */
  public record Change(String id, String state) {}

  /** An open stream of one person. */
  final class Subscription implements AutoCloseable {
    private final String issuer;
    private final String subject;
    private final BlockingQueue<Change> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean lost;

    private Subscription(Principal person) {
      this.issuer = person.issuer();
      this.subject = person.subject();
    }

    BlockingQueue<Change> waiting() {
      return waiting;
    }

    /** Whether the stream must end: the service stops, or the client reads too slowly. */
    boolean isOver() {
      return closed || lost;
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }

  Subscription subscribe(Principal person) {
    Subscription subscription = new Subscription(person);
    subscriptions.add(subscription);
    return subscription;
  }

  /** Tells the person's streams; never blocks. */
  public void publish(Principal person, String grantId, String state) {
    for (Subscription subscription : subscriptions) {
      if (subscription.issuer.equals(person.issuer())
          && subscription.subject.equals(person.subject())
          && !subscription.waiting.offer(new Change(grantId, state))) {
        // It would miss a change: it ends, and the client asks again from the start.
        subscription.lost = true;
      }
    }
  }

  /** Ends every stream at its next heartbeat or change. */
  @Override
  public void close() {
    closed = true;
    for (Subscription subscription : subscriptions) {
      subscription.waiting.offer(new Change("", ""));
    }
  }
}
