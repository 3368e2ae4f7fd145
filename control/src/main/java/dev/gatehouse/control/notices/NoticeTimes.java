package dev.gatehouse.control.notices;

import java.time.Duration;

/**
 * When notices are sent.
 *
 * @param lookEvery how often each destination's deliveries are looked for
 * @param lease how long a replica that began a delivery may take; longer than one attempt
 * @param firstRetry the first pause after a failure; each next one is twice as long
 * @param mostRetry the longest pause
 * @param givesUpAfter age at which a delivery is no longer tried
 */
public record NoticeTimes(
    Duration lookEvery,
    Duration lease,
    Duration firstRetry,
    Duration mostRetry,
    Duration givesUpAfter) {
  /** What holds in operation. */
  public static NoticeTimes standard() {
    return new NoticeTimes(
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        Duration.ofMinutes(15),
        Duration.ofHours(24));
  }

  /** The pause after that many failed attempts. */
  Duration pauseAfter(int attempts) {
    Duration pause = firstRetry.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 20));
    return pause.compareTo(mostRetry) > 0 ? mostRetry : pause;
  }
}
