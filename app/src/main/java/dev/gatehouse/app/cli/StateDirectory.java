package dev.gatehouse.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where this person's state is when nothing else is said: the place that each system has for it.
 */
final class StateDirectory {
  private StateDirectory() {}

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
