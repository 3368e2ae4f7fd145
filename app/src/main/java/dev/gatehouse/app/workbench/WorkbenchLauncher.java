package dev.gatehouse.app.workbench;

import javafx.application.Application;

/** Opens the workbench's window. */
public final class WorkbenchLauncher {
  private WorkbenchLauncher() {}

  /** Opens the window and returns when it was closed; once in a process. */
  public static void launch(WorkbenchConfig config) {
    WorkbenchApp.configure(config);
    Application.launch(WorkbenchApp.class);
  }
}
