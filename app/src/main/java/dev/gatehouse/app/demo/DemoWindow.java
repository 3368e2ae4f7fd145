package dev.gatehouse.app.demo;

import dev.gatehouse.app.client.ClientConfig;
import dev.gatehouse.app.client.GatehouseClient;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.workbench.WorkbenchConfig;
import dev.gatehouse.app.workbench.WorkbenchLauncher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/** Opens the workbench on the demo. Apart from the rest, because JavaFX may be absent elsewhere. */
final class DemoWindow {
  private DemoWindow() {}

  /** Returns when the window was closed. */
  static void open(DemoStack stack) throws GatehouseException {
    Clock clock = Clock.system(ZoneId.systemDefault());
    Path state = stack.directory().client("workbench");
    GatehouseClient client =
        GatehouseClient.create(
            new ClientConfig(
                stack.control().toString(), state, clock, "demo", /* keepTokens= */ false));
    WorkbenchLauncher.launch(
        new WorkbenchConfig(client, new DesktopBrowser(), state.resolve("preferences"), clock));
  }
}
