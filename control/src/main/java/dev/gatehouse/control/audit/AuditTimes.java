package dev.gatehouse.control.audit;

import java.time.Duration;

/**
 * When a silent session is put before a reviewer.
 *
 * @param stale after this silence it reads {@code stale}
 * @param incomplete after this silence it reads {@code incomplete}
 */
public record AuditTimes(Duration stale, Duration incomplete) {
  /** Two minutes; a day, because a laptop may be offline for hours. */
  public static AuditTimes defaults() {
    return new AuditTimes(Duration.ofMinutes(2), Duration.ofHours(24));
  }
}
