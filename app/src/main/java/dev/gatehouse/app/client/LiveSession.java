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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A governed session that ends when its authority does: at the grant's end, at its revocation, or
 * when the grant's token could not be renewed. Safe for many threads as the interface says.
 */
final class LiveSession implements GovernedSession {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);
  private static final Duration RETRY = Duration.ofSeconds(15);

  private final GovernedSession governed;
  private final Lease lease;
  private final Runnable release;
  private final Consumer<String> ended;
  private final AtomicBoolean released = new AtomicBoolean();
  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile Instant tokenEnds;
  private volatile Instant renewAt;

  /** Renews the grant's token. */
  interface Lease {
    /**
     * Gets, verifies and notes a new token.
     *
     * @return when the new one ends
     */
    Instant renew() throws GatehouseException;
  }

  /**
   * @param tokenEnds when the grant token in hand ends
   * @param release lets go of the connections and the record; called once, after the end
   * @param ended told where the session ends by itself
   */
  LiveSession(
      GovernedSession governed,
      Lease lease,
      Instant now,
      Instant tokenEnds,
      Runnable release,
      Consumer<String> ended) {
    this.governed = governed;
    this.lease = lease;
    this.release = release;
    this.ended = ended;
    this.tokenEnds = tokenEnds;
    this.renewAt = half(now, tokenEnds);
  }

  /** Ends what is over and begins what is due; called about once a second, returns at once. */
  void tick(Instant now) {
    if (governed.ended()) {
      over("The session has ended, because its record can no longer be written; connect again.");
    } else if (!now.isBefore(grant().end())) {
      endBySelf("expired", "Your access has ended; ask for access again to go on.");
    } else if (!now.isBefore(tokenEnds)) {
      endBySelf(
          "cut_off",
          "The session has ended, because the control service could not be asked whether your"
              + " access still holds; connect again when it answers.");
    } else if (!now.isBefore(renewAt) && renewing.compareAndSet(false, true)) {
      Thread.startVirtualThread(() -> renew(now));
    }
  }

  /** Asks for a new grant token at the next tick, because a revocation may have been missed. */
  void renewSoon() {
    renewAt = Instant.MIN;
  }

  /** The control service says that the grant is over. */
  void authorityEnded(String state) {
    boolean revoked = state.equals("revoked") || state.equals("revoking");
    endBySelf(
        revoked ? "revoked" : "expired",
        revoked
            ? "Your access was revoked by a reviewer; ask them, or ask for access again."
            : "Your access has ended; ask for access again to go on.");
  }

  private void renew(Instant now) {
    try {
      Instant ends = lease.renew();
      tokenEnds = ends;
      renewAt = half(now, ends);
    } catch (GatehouseException e) {
      switch (e.kind()) {
        case NO_GRANT, NOT_PERMITTED, BAD_INPUT -> authorityEnded("revoked");
        case NOT_SIGNED_IN,
            CONTROL_UNREACHABLE,
            DATABASE_UNREACHABLE,
            UNKNOWN_SOURCE,
            RECORD_UNAVAILABLE,
            FAULT -> {
          LOG.warn("The grant token of session {} was not renewed: {}", id(), e.kind());
          renewAt = now.plus(RETRY);
        }
      }
    } catch (RuntimeException e) {
      LOG.error("The grant token of session {} was not renewed", id(), e);
      renewAt = now.plus(RETRY);
    } finally {
      renewing.set(false);
    }
  }

  private void endBySelf(String reason, String sentence) {
    governed.end(reason);
    over(sentence);
  }

  private void over(String sentence) {
    letGo();
    if (told.compareAndSet(false, true)) {
      ended.accept(sentence);
    }
  }

  private void letGo() {
    if (released.compareAndSet(false, true)) {
      release.run();
    }
  }

  private static Instant half(Instant now, Instant ends) {
    return now.plus(Duration.between(now, ends).dividedBy(2));
  }

  @Override
  public String id() {
    return governed.id();
  }

  @Override
  public Grant grant() {
    return governed.grant();
  }

  @Override
  public CatalogSnapshot catalog() {
    return governed.catalog();
  }

  @Override
  public Preview preview(String sql) {
    return governed.preview(sql);
  }

  @Override
  public Outcome run(String sql, Interaction interaction) {
    return governed.run(sql, interaction);
  }

  @Override
  public void cancel() {
    governed.cancel();
  }

  @Override
  public void recordDataLeft(long statement, String how, long rows) {
    governed.recordDataLeft(statement, how, rows);
  }

  @Override
  public void end(String reason) {
    told.set(true);
    governed.end(reason);
    letGo();
  }

  @Override
  public boolean ended() {
    return governed.ended();
  }

  @Override
  public void close() {
    told.set(true);
    governed.close();
    letGo();
  }
}
