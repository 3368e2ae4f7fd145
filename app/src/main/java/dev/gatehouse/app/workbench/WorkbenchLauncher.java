package dev.gatehouse.app.workbench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javafx.application.Application;

/** Opens the workbench's window. */
public final class WorkbenchLauncher {
  private WorkbenchLauncher() {}

  /** Opens the window and returns when it was closed; once in a process. */
  public static void launch(WorkbenchConfig config) {
    Thread quiet = Thread.ofPlatform().name("quiet").unstarted(WorkbenchLauncher::silence);
    Runtime.getRuntime().addShutdownHook(quiet);
    WorkbenchApp.configure(config);
    Application.launch(WorkbenchApp.class);
  }

  /**
   * On Ctrl+C the toolkit's renderer ends before its last pulse, which then prints a stack trace
   * that is no news to anybody. What the program itself says goes to the log.
   */
  private static void silence() {
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }
}
