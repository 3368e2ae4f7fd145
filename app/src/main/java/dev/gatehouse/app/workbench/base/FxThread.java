package dev.gatehouse.app.workbench.base;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/**
 * Runs work on the JavaFX application thread: at once where the caller is on it, else later. The
 * only class that calls {@code Platform.runLater}.
 */
public final class FxThread implements Executor {
  @Override
  public void execute(Runnable work) {
    if (Platform.isFxApplicationThread()) {
      work.run();
    } else {
      Platform.runLater(work);
    }
  }
}
