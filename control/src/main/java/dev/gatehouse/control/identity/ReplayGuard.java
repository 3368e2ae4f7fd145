package dev.gatehouse.control.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Remembers what was used until it would be refused for its age anyway. Bounded: where it is full
 * of uses that still count, further ones are refused. Thread-safe.
 */
final class ReplayGuard {
  private static final int SWEEP_EVERY = 4_096;

  private final InstantSource clock;
  private final int most;
  private final ConcurrentHashMap<String, Instant> uses = new ConcurrentHashMap<>();
  private final AtomicInteger sinceSweep = new AtomicInteger();

  ReplayGuard(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** True exactly once for a use, as long as it has to be remembered. */
  boolean firstUse(String use, Instant rememberUntil) {
    if (sinceSweep.incrementAndGet() >= SWEEP_EVERY || uses.size() >= most) {
      sweep();
    }
    return uses.size() < most && uses.putIfAbsent(use, rememberUntil) == null;
  }

  private void sweep() {
    sinceSweep.set(0);
    Instant now = clock.instant();
    uses.values().removeIf(until -> until.isBefore(now));
  }
}
