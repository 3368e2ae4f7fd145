package dev.gatehouse.app.client;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.pipeline.Preview;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A governed session that ends when its authority does: at the grant's end, at its revocation, or
 * when the grant's token could not be renewed. Safe for many threads as the interface says.
 */
final class LiveSession implements GovernedSession {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);
  private static final Duration RETRY = Duration.ofSeconds(15);

  /** A session reads as silent after two minutes; a lost message or two must not do that. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  /** Tokens name whole seconds, so the last one ends up to a second before its grant. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private static final String EXPIRED = "Your access has ended; ask for access again to go on.";
  private static final String REVOKED =
      "Your access was revoked by a reviewer; ask them, or ask for access again.";
  private static final String CUT_OFF =
      "The session has ended, because the control service could not be asked whether your access"
          + " still holds; connect again when it answers.";
  private static final String CUT_SHORT =
      "A reviewer cut this session off; ask them why. Your access itself goes on.";
  private static final String NO_RECORD =
      "The session has ended, because its record can no longer be written; check the disk and"
          + " connect again.";

  private final GrantLease lease;
  private final InstantSource clock;
  private final Consumer<String> ended;
  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private final AtomicBoolean beating = new AtomicBoolean();
  private volatile @Nullable GovernedSession opened;
  private volatile Instant renewAt;
  private volatile Instant beatAt;

  /**
   * @param ended told once, with a sentence, where the session ends by itself
   */
  LiveSession(GrantLease lease, InstantSource clock, Consumer<String> ended) {
    this.lease = lease;
    this.clock = clock;
    this.ended = ended;
    this.renewAt = halfway();
    this.beatAt = clock.instant().plus(HEARTBEAT);
  }

  /** The session is open. */
  void begin(GovernedSession session) {
    opened = session;
  }

  /**
   * Begins the renewal or the heartbeat that is due; called about once a second, returns at once.
   * That a session ends in time is the pipeline's own affair.
   */
  void tick() {
    if (ended()) {
      return;
    }
    Instant now = clock.instant();
    if (!now.isBefore(renewAt) && renewing.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::renew);
    }
    if (!now.isBefore(beatAt) && beating.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::beat);
    }
  }

  /** So that an idle session does not read as one whose client died; nothing depends on it here. */
  private void beat() {
    try {
      lease.heartbeat(id());
    } catch (GatehouseException e) {
      LOG.info("The heartbeat of session {} did not arrive: {}", id(), e.kind());
    } catch (RuntimeException e) {
      LOG.warn("The heartbeat of session {} did not arrive", id(), e);
    } finally {
      beatAt = clock.instant().plus(HEARTBEAT);
      beating.set(false);
    }
  }

  /** Asks for a new grant token at the next tick, because a revocation may have been missed. */
  void renewSoon() {
    renewAt = Instant.MIN;
  }

  /** Renews the grant token and returns when that is done, or failed and is tried again. */
  void renewNow() {
    renew();
  }

  /** The control service says that the grant is over. */
  void authorityEnded(String state) {
    boolean revoked = state.equals("revoked") || state.equals("revoking");
    endBySelf(revoked ? "revoked" : "expired", revoked ? REVOKED : EXPIRED);
  }

  /** The control service says that a reviewer ended this session alone. */
  void cutOff() {
    endBySelf("cut_off", CUT_SHORT);
  }

  /** The pipeline says that it ended the session, and why in one word; any thread. */
  void overBecause(String reason) {
    switch (reason) {
      case "revoked" -> tell(REVOKED);
      case "expired" -> tell(EXPIRED);
      case "cut_off" -> tell(CUT_SHORT);
      case "token_expired" -> tell(lastToken() ? EXPIRED : CUT_OFF);
      case "record" -> tell(NO_RECORD);
      default -> tell("The session has ended; connect again to go on.");
    }
  }

  private void renew() {
    try {
      lease.renew();
      renewAt = halfway();
    } catch (GatehouseException e) {
      switch (e.kind()) {
        case NO_GRANT, NOT_PERMITTED, BAD_INPUT ->
            endBySelf("revoked", String.valueOf(e.getMessage()));
        case NOT_SIGNED_IN,
            CONTROL_UNREACHABLE,
            DATABASE_UNREACHABLE,
            UNKNOWN_SOURCE,
            RECORD_UNAVAILABLE,
            FAULT -> {
          LOG.warn("The grant token of session {} was not renewed: {}", id(), e.kind());
          renewAt = clock.instant().plus(RETRY);
        }
      }
    } catch (RuntimeException e) {
      LOG.error("The grant token of session {} was not renewed", id(), e);
      renewAt = clock.instant().plus(RETRY);
    } finally {
      renewing.set(false);
    }
  }

  private void endBySelf(String reason, String sentence) {
    boolean first = told.compareAndSet(false, true);
    governed().end(reason);
    if (first) {
      ended.accept(sentence);
    }
  }

  private void tell(String sentence) {
    if (told.compareAndSet(false, true)) {
      ended.accept(sentence);
    }
  }

  private boolean lastToken() {
    return !lease.validUntil().isBefore(grant().end().minus(ROUNDING));
  }

  private Instant halfway() {
    Instant now = clock.instant();
    return now.plus(Duration.between(now, lease.validUntil()).dividedBy(2));
  }

  private GovernedSession governed() {
    GovernedSession session = opened;
    if (session == null) {
      throw new IllegalStateException("The session is not open yet.");
    }
    return session;
  }

  @Override
  public String id() {
    return governed().id();
  }

  @Override
  public Grant grant() {
    return lease.grant();
  }

  @Override
  public CatalogSnapshot catalog() {
    return governed().catalog();
  }

  @Override
  public Preview preview(String sql) {
    return governed().preview(sql);
  }

  @Override
  public Outcome run(String sql, Interaction interaction) {
    Outcome outcome = governed().run(sql, interaction);
    if (outcome instanceof Outcome.Failed failed && failed.failure().connectionLost()) {
      // The service ends a revoked grant's connections, and its word of it may come later.
      renew();
      return ended() ? governed().run(sql, interaction) : outcome;
    }
    return outcome;
  }

  @Override
  public void cancel() {
    governed().cancel();
  }

  @Override
  public void recordDataLeft(long statement, String how, long rows) {
    governed().recordDataLeft(statement, how, rows);
  }

  @Override
  public void end(String reason) {
    told.set(true);
    governed().end(reason);
  }

  @Override
  public boolean ended() {
    return governed().ended();
  }

  @Override
  public void close() {
    told.set(true);
    governed().close();
  }
}
