package dev.gatehouse.control.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what is older than the policy keeps it, by destroying its keys: the sealed bytes, receipts
 * and the log stay, and still verify. Several replicas may run it.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Who the record names as the one who erased. */
  private static final Person POLICY = new Person("gatehouse", "retention", "Retention policy");

  private final AuditService audit;
  private final Map<String, Duration> keep;
  private final InstantSource clock;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("retention").factory());

  /**
   * @param keep how long a session is kept after it was last heard of, by environment; one that is
   *     not named is kept for good
   */
  public Retention(AuditService audit, Map<String, Duration> keep, InstantSource clock) {
    this.audit = audit;
    this.keep = Map.copyOf(keep);
    this.clock = clock;
  }

  /** Looks now and then, from now on. */
  public void start(Duration every) {
    if (!keep.isEmpty()) {
      var unused =
          scheduler.scheduleWithFixedDelay(this::run, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Erases what is due. Returns how many sessions. */
  int once() {
    int[] erased = {0};
    keep.forEach(
        (environment, kept) -> {
          for (String id : audit.expired(environment, clock.instant().minus(kept))) {
            if (audit.erase(id, POLICY) instanceof EraseOutcome.Erased) {
              erased[0]++;
            }
          }
        });
    return erased[0];
  }

  private void run() {
    try {
      int erased = once();
      if (erased > 0) {
        LOG.info("Erased {} sessions that the retention policy keeps no longer", erased);
      }
    } catch (RuntimeException e) {
      LOG.error("Sessions that the retention policy keeps no longer could not be erased", e);
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
