package dev.gatehouse.app.workbench.base;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the last of several pieces of work once it has been quiet for a while. */
public final class Debounce {
  private final ScheduledExecutorService timer;
  private final long quietMillis;
  private @Nullable ScheduledFuture<?> waiting;

  public Debounce(ScheduledExecutorService timer, Duration quiet) {
    this.timer = timer;
    this.quietMillis = quiet.toMillis();
  }

  /** Replaces what waits; {@code work} runs on the timer's thread. */
  public synchronized void submit(Runnable work) {
    cancel();
    waiting = timer.schedule(work, quietMillis, TimeUnit.MILLISECONDS);
  }

  /** Forgets what waits. */
  public synchronized void cancel() {
    if (waiting != null) {
      waiting.cancel(false);
      waiting = null;
    }
  }
}
