package dev.gatehouse.control.identity;

import java.time.Duration;

/** At most so many in a window for each key, counted over all replicas. Thread-safe. */
final class RateLimit {
  private final SharedMemory memory;
  private final String name;
  private final int most;
  private final Duration window;

  /**
   * @param name keeps this limit's keys apart from those of others
   */
  RateLimit(SharedMemory memory, String name, int most, Duration window) {
    this.memory = memory;
    this.name = name;
    this.most = most;
    this.window = window;
  }

  /** Whether one more is within the limit; it counts either way. */
  boolean allows(String key) {
    return memory.count(name + " " + key, window) <= most;
  }
}
