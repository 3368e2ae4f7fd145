package dev.gatehouse.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Where this person's state is when nothing else is said: the place that each system has for it.
 */
final class StateDirectory {
  private StateDirectory() {}

  /**
   * Sends the log to the state directory for a command that needs none otherwise; where it cannot
   * be written, there is no log.
   */
  static void logQuietly(Terminal terminal) {
    String named = terminal.environment().getOrDefault("GATEHOUSE_STATE", "");
    try {
      LogFile.open(
          named.isBlank() ? standard(terminal.environment()) : Path.of(named).toAbsolutePath());
    } catch (IOException e) {
      LoggerFactory.getLogger(StateDirectory.class).debug("There is no log.", e);
    }
  }

  /** XDG state home on Linux, Application Support on macOS, LOCALAPPDATA on Windows. */
  static Path standard(Map<String, String> environment) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Path home = Path.of(System.getProperty("user.home", "."));
    if (system.contains("mac")) {
      return home.resolve("Library/Application Support/Gatehouse");
    }
    if (system.contains("win")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return (local.isBlank() ? home.resolve("AppData/Local") : Path.of(local))
          .resolve("Gatehouse");
    }
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    // Relative values are invalid and ignored (XDG Base Directory Specification).
    boolean valid = !xdg.isBlank() && Path.of(xdg).isAbsolute();
    return (valid ? Path.of(xdg) : home.resolve(".local/state")).resolve("gatehouse");
  }
}
