package dev.gatehouse.app.workbench.base;

import dev.gatehouse.app.session.GatehouseException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes blocking work off the FX thread and brings its outcome back. Safe for use by many threads.
 */
public final class Background {
  private static final Logger log = LoggerFactory.getLogger(Background.class);
  private final Executor ui;
  private final Executor workers;

  /**
   * @param ui runs what changes the screen; {@link FxThread} outside of tests
   * @param workers runs what blocks
   */
  public Background(Executor ui, Executor workers) {
    this.ui = ui;
    this.workers = workers;
  }

  /** One virtual thread a task; outcomes on the FX thread. */
  public static Background onVirtualThreads() {
    return new Background(new FxThread(), Executors.newVirtualThreadPerTaskExecutor());
  }

  /** Work that can be given up; its outcome is not delivered then. */
  public interface Job {
    /** Interrupts the work; does nothing where it is over. */
    void cancel();
  }

  /**
   * Runs blocking work.
   *
   * @param done is given the result on the UI's thread
   * @param failed is given the failure on the UI's thread
   */
  public <T> Job call(Callable<T> work, Consumer<T> done, Consumer<Failure> failed) {
    FutureTask<T> task =
        new FutureTask<>(work) {
          @Override
          protected void done() {
            deliver(this, done, failed);
          }
        };
    workers.execute(task);
    return () -> task.cancel(true);
  }

  /** Runs blocking work whose outcome nobody waits for. */
  public void start(Runnable work) {
    workers.execute(work);
  }

  /** Runs something on the UI's thread. */
  public void ui(Runnable work) {
    ui.execute(work);
  }

  private <T> void deliver(FutureTask<T> task, Consumer<T> done, Consumer<Failure> failed) {
    try {
      T result = task.get();
      ui.execute(() -> done.accept(result));
    } catch (CancellationException e) {
      log.debug("Work was given up.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      Failure failure = failureOf(e.getCause());
      ui.execute(() -> failed.accept(failure));
    }
  }

  private static Failure failureOf(@Nullable Throwable cause) {
    if (cause instanceof GatehouseException told) {
      String sentence = told.getMessage();
      return new Failure(told.kind(), sentence == null ? Strings.get("fault") : sentence);
    }
    log.error("A task failed.", cause);
    return new Failure(GatehouseException.Kind.FAULT, Strings.get("fault"));
  }
}
