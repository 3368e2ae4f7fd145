package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.SignIn;
import dev.gatehouse.app.workbench.WorkbenchConfig;
import dev.gatehouse.app.workbench.WorkbenchLauncher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/** The one way from the command line to the workbench, which may not be installed. */
final class WorkbenchBridge {
  private WorkbenchBridge() {}

  /** Opens the window and returns when it is closed. */
  static void open(SignIn signIn, Terminal terminal, Path preferences) throws GatehouseException {
    SystemBrowser browser = new SystemBrowser(terminal, /* onlyPrint= */ false);
    try {
      WorkbenchLauncher.launch(
          new WorkbenchConfig(
              signIn, browser::open, preferences, Clock.system(ZoneId.systemDefault())));
    } catch (NoClassDefFoundError e) {
      throw new GatehouseException(
          Kind.FAULT,
          "This installation has no window system (JavaFX); install the workbench, or use the"
              + " commands that gatehouse --help lists.",
          e);
    } catch (UnsupportedOperationException e) {
      throw new GatehouseException(
          Kind.FAULT,
          "There is no display to open the workbench on; use the commands that gatehouse --help"
              + " lists.",
          e);
    }
  }
}
