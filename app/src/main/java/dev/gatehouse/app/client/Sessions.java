package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.client.control.EventStream;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open sessions of a sign-in, watched by the clock and by the service's events. */
final class Sessions implements AutoCloseable, EventStream.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final Set<String> OVER = Set.of("ended", "revoking", "revoked", "failed");

  private final ControlApi api;
  private final InstantSource clock;
  private final ScheduledExecutorService scheduler;
  private final List<LiveSession> open = new CopyOnWriteArrayList<>();
  private final Set<String> grants = new HashSet<>();
  private final Map<String, String> over = new ConcurrentHashMap<>();
  private volatile Consumer<String> statements = id -> {};
  private @Nullable EventStream events;

  Sessions(ControlApi api, InstantSource clock, ScheduledExecutorService scheduler) {
    this.api = api;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /** Listens and ticks from now on; further calls do nothing. Before the first activation. */
  synchronized void watch() {
    if (events == null) {
      events = new EventStream(api, clock, this);
      var ticking = scheduler.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
      LOG.debug("Sessions are watched: {}", !ticking.isCancelled());
    }
  }

  /** Tells that listener the ids of requests about statements that changed; it returns at once. */
  void tellStatements(Consumer<String> listener) {
    statements = listener;
  }

  /** Gets new tokens for the open sessions of a grant, which may say more than the old ones. */
  void renewNow(String grantId) {
    for (LiveSession session : open) {
      if (session.grant().id().equals(grantId) && !session.ended()) {
        session.renewNow();
      }
    }
  }

  /** Notes that this sign-in activated a grant. */
  synchronized void activated(String grantId) {
    grants.add(grantId);
  }

  /** Watches a session that was just opened. */
  void add(LiveSession session) {
    open.add(session);
    String state = over.get(session.grant().id());
    if (state != null) {
      session.authorityEnded(state);
    }
  }

  /** Every grant that this sign-in activated. */
  synchronized Set<String> activated() {
    return Set.copyOf(grants);
  }

  /** Ends every open session for that reason. */
  void endAll(String reason) {
    for (LiveSession session : open) {
      if (!session.ended()) {
        session.end(reason);
      }
    }
    open.clear();
  }

  /** Ends the sessions of one grant for that reason. */
  void endGrant(String grantId, String reason) {
    for (LiveSession session : open) {
      if (session.grant().id().equals(grantId) && !session.ended()) {
        session.end(reason);
      }
    }
  }

  @Override
  public void connected() {
    open.forEach(LiveSession::renewSoon);
  }

  @Override
  public void sessionCutOff(String id) {
    for (LiveSession session : open) {
      if (session.id().equals(id) && !session.ended()) {
        session.cutOff();
      }
    }
  }

  @Override
  public void statementChanged(String id, String state) {
    statements.accept(id);
  }

  @Override
  public void grantChanged(String id, String state) {
    if (!OVER.contains(state)) {
      return;
    }
    over.put(id, state);
    for (LiveSession session : open) {
      if (session.grant().id().equals(id) && !session.ended()) {
        session.authorityEnded(state);
      }
    }
  }

  private void tick() {
    try {
      EventStream stream;
      synchronized (this) {
        stream = events;
      }
      if (stream != null) {
        stream.check();
      }
      open.forEach(LiveSession::tick);
      open.removeIf(LiveSession::ended);
    } catch (RuntimeException e) {
      LOG.error("The sessions could not be watched", e);
    }
  }

  @Override
  public synchronized void close() {
    if (events != null) {
      events.close();
    }
  }
}
