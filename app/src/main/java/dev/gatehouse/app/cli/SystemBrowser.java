package dev.gatehouse.app.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints the address to open, and opens it where there is a desktop. */
final class SystemBrowser implements Consumer<URI> {
  private static final Logger LOG = LoggerFactory.getLogger(SystemBrowser.class);
  private final Terminal terminal;
  private final boolean onlyPrint;

  SystemBrowser(Terminal terminal, boolean onlyPrint) {
    this.terminal = terminal;
    this.onlyPrint = onlyPrint;
  }

  @Override
  public void accept(URI address) {
    terminal.err().println("To sign in, open this address in a browser on this machine:");
    terminal.err().println(address);
    terminal.err().flush();
    if (!onlyPrint) {
      open(address);
    }
  }

  /** Opens the address in the desktop's browser; says whether one was started. */
  boolean open(URI address) {
    List<String> opener = opener();
    if (opener.isEmpty()) {
      return false;
    }
    try {
      new ProcessBuilder(Stream.concat(opener.stream(), Stream.of(address.toString())).toList())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      LOG.info("No browser could be opened: {}", e.getClass().getSimpleName());
      return false;
    }
  }

  private List<String> opener() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("win")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler");
    }
    if (system.contains("mac")) {
      return List.of("open");
    }
    boolean desktop =
        terminal.environment().containsKey("DISPLAY")
            || terminal.environment().containsKey("WAYLAND_DISPLAY");
    return desktop ? List.of("xdg-open") : List.of();
  }
}
