package dev.gatehouse.app.client.signin;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs MSAL's work on virtual threads, but none of it while {@link #hold} is in a call: MSAL's
 * interactive sign-in asks its own future whether it was given up, and puts that future in place
 * only after the work was handed over, so that work that begins at once fails (1.26.0).
 */
final class AfterReturn extends AbstractExecutorService {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock calling = new ReentrantLock();

  /** Calls; what the call hands over begins after it has returned. */
  <T> T hold(Callable<T> call) throws Exception {
    calling.lock();
    try {
      return call.call();
    } finally {
      calling.unlock();
    }
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(
        () -> {
          calling.lock();
          calling.unlock();
          work.run();
        });
  }

  @Override
  public void shutdown() {
    threads.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return threads.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(time, unit);
  }
}
