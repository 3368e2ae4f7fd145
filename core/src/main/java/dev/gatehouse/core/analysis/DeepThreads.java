package dev.gatehouse.core.analysis;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work on daemon threads with a deep stack, for a limited time: so much of the processor's,
 * and so much on the wall where a busy machine gives less. Work that is late is interrupted and its
 * result never used; a bounded number of threads keeps runaways from piling up.
 */
final class DeepThreads {
  static final long LIMIT_MILLIS = 250;
  private static final long WALL_LIMIT_MILLIS = 2_000;
  private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();
  private static final long STACK_BYTES = 256L << 20;
  private static final int MOST_THREADS = 16;

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          0,
          MOST_THREADS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(null, work, "statement-analysis", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
          });

  /** The work was not done in time, or too much is being done already. */
  static final class OutOfTimeException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** The work failed; the cause says how. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(Throwable cause) {
      super(cause);
    }
  }

  /** Work with the thread that does it and the processor time at which it began. */
  private static final class Timed<T> implements Callable<T> {
    private final Callable<T> work;
    private volatile long thread = -1;
    private volatile long startedNanos;

    Timed(Callable<T> work) {
      this.work = work;
    }

    @Override
    public T call() throws Exception {
      startedNanos = CLOCKS.getCurrentThreadCpuTime();
      thread = Thread.currentThread().threadId();
      try {
        return work.call();
      } finally {
        thread = -1;
      }
    }

    long usedNanos() {
      long id = thread;
      return id < 0 ? 0 : CLOCKS.getThreadCpuTime(id) - startedNanos;
    }
  }

  /** Runs the work and waits for it. */
  <T> T call(Callable<T> work) throws OutOfTimeException, FailedException {
    Timed<T> timed = new Timed<>(work);
    Future<T> future;
    try {
      future = pool.submit(timed);
    } catch (RejectedExecutionException full) {
      throw new OutOfTimeException();
    }
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WALL_LIMIT_MILLIS);
    long slice = LIMIT_MILLIS;
    try {
      while (true) {
        try {
          return future.get(slice, TimeUnit.MILLISECONDS);
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (TimeoutException late) {
          slice = 20;
          if (System.nanoTime() - deadline > 0
              || timed.usedNanos() > TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS)) {
            future.cancel(true);
            throw new OutOfTimeException();
          }
        }
      }
    } catch (ExecutionException failure) {
      throw new FailedException(failure.getCause() == null ? failure : failure.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
