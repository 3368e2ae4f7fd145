package dev.gatehouse.app.demo;

import dev.gatehouse.app.workbench.base.BrowserOpener;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the system's browser by the program that each system has for it. */
final class DesktopBrowser implements BrowserOpener {
  private static final Logger log = LoggerFactory.getLogger(DesktopBrowser.class);

  @Override
  public boolean open(URI address) {
    try {
      new ProcessBuilder(Stream.concat(opener().stream(), Stream.of(address.toString())).toList())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      log.info("No browser could be opened.", e);
      return false;
    }
  }

  private static List<String> opener() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler");
    }
    return List.of(system.startsWith("mac") ? "open" : "xdg-open");
  }
}
