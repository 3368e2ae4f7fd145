package dev.gatehouse.app.workbench;

import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Runs the workbench as a JavaFX application. Started through {@link WorkbenchLauncher}, because a
 * main class on the class path must not be an {@link Application}.
 */
public final class WorkbenchApp extends Application {
  /** JavaFX makes the application by itself, so what it is made with is handed over here. */
  private static final AtomicReference<@Nullable WorkbenchConfig> CONFIG = new AtomicReference<>();

  /**
   * Says what the application is made with; once in a process.
   *
   * @throws IllegalStateException the second time
   */
  static void configure(WorkbenchConfig config) {
    if (CONFIG.getAndSet(config) != null) {
      throw new IllegalStateException("The workbench runs already.");
    }
  }

  @Override
  public void start(Stage stage) {
    WorkbenchConfig config = CONFIG.get();
    if (config == null) {
      throw new IllegalStateException("The workbench is started through WorkbenchLauncher.");
    }
    Workbench.start(stage, config);
  }
}
