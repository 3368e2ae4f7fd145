package dev.gatehouse.control.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many requests one client's key may send to this replica: a bucket that fills steadily ("token
 * bucket"). Bounded and thread-safe.
 */
public final class RequestRates {
  private static final int MOST_KEYS = 100_000;
  private static final double NANOS = 1e9;

  private final InstantSource clock;
  private final double perSecond;
  private final double burst;
  private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

  private record Bucket(double left, Instant at) {}

  /**
   * @param perMinute how many in the long run
   * @param burst how many at once
   */
  public RequestRates(InstantSource clock, int perMinute, int burst) {
    this.clock = clock;
    this.perSecond = perMinute / 60.0;
    this.burst = burst;
  }

  /**
   * Takes one.
   *
   * @throws ProblemException 429 that says when to come again
   */
  public void take(String key) {
    Instant now = clock.instant();
    if (buckets.size() >= MOST_KEYS) {
      buckets.values().removeIf(bucket -> filled(bucket, now) >= burst);
    }
    Bucket bucket =
        buckets.compute(
            key, (k, held) -> new Bucket((held == null ? burst : filled(held, now)) - 1, now));
    if (bucket.left() < 0) {
      buckets.computeIfPresent(key, (k, held) -> new Bucket(held.left() + 1, held.at()));
      long seconds = Math.max(1, (long) Math.ceil(-bucket.left() / perSecond));
      throw ProblemException.tooMany(
          "Too many requests; wait " + seconds + " seconds.", Duration.ofSeconds(seconds));
    }
  }

  private double filled(Bucket bucket, Instant now) {
    double seconds = Math.max(0, Duration.between(bucket.at(), now).toNanos() / NANOS);
    return Math.min(burst, bucket.left() + seconds * perSecond);
  }
}
