package dev.gatehouse.control.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;

/**
 * What every replica must know at once: used proofs, sign-in rates, the key of each provider token.
 * It stands in the service's database, so that nothing depends on which replica is asked; where the
 * database does not answer, nothing is let through. Thread-safe.
 */
public final class SharedMemory {
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(20);

  /** Rows that one sweep takes at most, so that no request waits for long. */
  private static final int SWEEP_ROWS = 50_000;

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

  public SharedMemory(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** True exactly once for a use, on whatever replica, as long as it has to be remembered. */
  boolean firstUse(String use, Instant rememberUntil) {
    sweepNowAndThen();
    return jdbi.withHandle(
            handle ->
                handle.execute(
                    "INSERT INTO used_proof (use, keep_until) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    use,
                    time(rememberUntil)))
        == 1;
  }

  /** Counts one more under that key and says how many there were in the present window. */
  int count(String key, Duration window) {
    Instant now = clock.instant();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO rate_window AS w (key, started, used) VALUES (:key, :now, 1)"
                        + " ON CONFLICT (key) DO UPDATE SET"
                        + " started = CASE WHEN w.started <= :past THEN :now ELSE w.started END,"
                        + " used = CASE WHEN w.started <= :past THEN 1 ELSE w.used + 1 END"
                        + " RETURNING used")
                .bind("key", key)
                .bind("now", time(now))
                .bind("past", time(now.minus(window)))
                .mapTo(Integer.class)
                .one());
  }

  /**
   * The key that a provider's token belongs to from its first use on.
   *
   * @param token hash of what the provider signed
   * @param thumbprint of the key that shows it now
   * @param until when the token ends
   * @return the thumbprint of the first key
   */
  String firstKey(String token, String thumbprint, Instant until) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO provider_token_key AS k (token, thumbprint, keep_until) VALUES"
                        + " (:token, :thumbprint, :until) ON CONFLICT (token) DO UPDATE SET"
                        + " keep_until = greatest(k.keep_until, excluded.keep_until)"
                        + " RETURNING thumbprint")
                .bind("token", token)
                .bind("thumbprint", thumbprint)
                .bind("until", time(until))
                .mapTo(String.class)
                .one());
  }

  /** One replica at a time finds something to take away; it does not matter which. */
  private void sweepNowAndThen() {
    Instant now = clock.instant();
    Instant due = nextSweep.get();
    if (now.isBefore(due) || !nextSweep.compareAndSet(due, now.plus(SWEEP_EVERY))) {
      return;
    }
    jdbi.useHandle(
        handle -> {
          for (String table : new String[] {"used_proof", "provider_token_key"}) {
            handle.execute(
                "DELETE FROM "
                    + table
                    + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM "
                    + table
                    + " WHERE keep_until < ? LIMIT "
                    + SWEEP_ROWS
                    + " FOR UPDATE SKIP LOCKED))",
                time(now));
          }
          handle.execute(
              "DELETE FROM rate_window WHERE started < ?", time(now.minus(Duration.ofHours(1))));
        });
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
