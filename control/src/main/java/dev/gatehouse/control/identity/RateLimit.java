package dev.gatehouse.control.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/** At most so many in a window, for each key. Bounded and thread-safe. */
final class RateLimit {
  private static final int MOST_KEYS = 100_000;

  private final InstantSource clock;
  private final int most;
  private final Duration window;
  private final ConcurrentHashMap<String, Window> windows = new ConcurrentHashMap<>();

  private record Window(Instant start, int used) {}

  RateLimit(InstantSource clock, int most, Duration window) {
    this.clock = clock;
    this.most = most;
    this.window = window;
  }

  /** Whether one more is within the limit; it counts either way. */
  boolean allows(String key) {
    Instant now = clock.instant();
    if (windows.size() >= MOST_KEYS) {
      windows.values().removeIf(held -> isOver(held, now));
      if (windows.size() >= MOST_KEYS && !windows.containsKey(key)) {
        return false;
      }
    }
    Window held =
        windows.merge(
            key,
            new Window(now, 1),
            (old, fresh) -> isOver(old, now) ? fresh : new Window(old.start(), old.used() + 1));
    return held.used() <= most;
  }

  private boolean isOver(Window held, Instant now) {
    return !now.isBefore(held.start().plus(window));
  }
}
