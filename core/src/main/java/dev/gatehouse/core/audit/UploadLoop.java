package dev.gatehouse.core.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps an uploader on a scheduler until its session is finished. Safe for use by many threads; the
 * scheduler's threads do the blocking calls.
 */
public final class UploadLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadLoop.class);
  private static final Duration POLL = Duration.ofSeconds(2);

  private final SegmentUploader uploader;
  private final ScheduledExecutorService scheduler;
  private final InstantSource clock;
  private final ReentrantLock stepping = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private UploadStep last = new UploadStep.NothingYet();
  private long acknowledged = -1;
  private boolean closed;
  private @Nullable ScheduledFuture<?> planned;

  public UploadLoop(
      SegmentUploader uploader, ScheduledExecutorService scheduler, InstantSource clock) {
    this.uploader = uploader;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** How a drain came out. */
  public sealed interface Drained {
    /** The service has every segment and knows the session's end. */
    record All(long segments) implements Drained {}

    /**
     * Not all of it, yet: the rest stays on this disk and goes out later.
     *
     * @param why one sentence
     */
    record Left(long segments, String why) implements Drained {}
  }

  /** Begins; a second call only wakes it. */
  public void start() {
    plan(Duration.ZERO);
  }

  /** What the last step came to. */
  public UploadStep last() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the whole session is uploaded; for the sign-out, after the spool was closed. An
   * interrupt ends the wait early and stays set.
   */
  public Drained drain(Duration patience) {
    stepping.lock();
    try {
      uploader.hurry();
    } finally {
      stepping.unlock();
    }
    plan(Duration.ZERO);
    long left = patience.toNanos();
    lock.lock();
    try {
      while (left > 0 && !over(last)) {
        left = changed.awaitNanos(left);
      }
      return drained(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return drained(last);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the service acknowledged a segment; an interrupt ends the wait early and stays set.
   *
   * @return whether it has
   */
  public boolean awaitReceipt(long segment, Duration patience) {
    stepping.lock();
    try {
      uploader.hurry();
    } finally {
      stepping.unlock();
    }
    plan(Duration.ZERO);
    long left = patience.toNanos();
    lock.lock();
    try {
      while (left > 0 && acknowledged < segment && !(last instanceof UploadStep.Stopped)) {
        left = changed.awaitNanos(left);
      }
      return acknowledged >= segment;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Stops stepping; what is left stays on the disk for the next start. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (planned != null) {
        planned.cancel(false);
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Duration delay = Duration.ZERO;
    stepping.lock();
    try {
      UploadStep step = uploader.step();
      delay = delayAfter(step);
      publish(step);
    } catch (RuntimeException e) {
      LOG.error("The upload of session {} failed.", uploader.sessionId(), e);
      delay = POLL;
    } finally {
      stepping.unlock();
    }
    if (!over(last())) {
      plan(delay);
    }
  }

  private Duration delayAfter(UploadStep step) {
    return switch (step) {
      case UploadStep.Uploaded u -> Duration.ZERO;
      case UploadStep.NothingYet n -> POLL;
      case UploadStep.Later l -> {
        LOG.info("The upload of session {} waits: {}", uploader.sessionId(), l.why());
        Duration wait = Duration.between(clock.instant(), l.at());
        yield wait.isNegative() ? Duration.ZERO : wait;
      }
      case UploadStep.Stopped s -> {
        LOG.error("The upload of session {} stopped: {}", uploader.sessionId(), s.why());
        yield Duration.ZERO;
      }
      case UploadStep.Finished f -> Duration.ZERO;
    };
  }

  private void publish(UploadStep step) {
    lock.lock();
    try {
      last = step;
      if (step instanceof UploadStep.Uploaded uploaded) {
        acknowledged = Math.max(acknowledged, uploaded.segment());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void plan(Duration delay) {
    lock.lock();
    try {
      if (closed || over(last)) {
        return;
      }
      if (planned != null) {
        planned.cancel(false);
      }
      planned = scheduler.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
  }

  private static boolean over(UploadStep step) {
    return switch (step) {
      case UploadStep.Stopped s -> true;
      case UploadStep.Finished f -> true;
      case UploadStep.Uploaded u -> false;
      case UploadStep.NothingYet n -> false;
      case UploadStep.Later l -> false;
    };
  }

  private Drained drained(UploadStep step) {
    return switch (step) {
      case UploadStep.Finished f -> new Drained.All(f.segments());
      case UploadStep.Stopped s -> left(s.why());
      case UploadStep.Later l -> left(l.why());
      case UploadStep.Uploaded u -> left("The upload goes on.");
      case UploadStep.NothingYet n -> left("The session's record is still open.");
    };
  }

  private Drained left(String why) {
    try {
      return new Drained.Left(uploader.waiting(), why);
    } catch (AuditUnavailableException e) {
      return new Drained.Left(0, String.valueOf(e.getMessage()));
    }
  }
}
