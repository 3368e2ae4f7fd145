package dev.gatehouse.app.workbench.base;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person's preferences, kept in one file. Reading is from memory; a change is written by whoever
 * calls {@link #save()}, off the FX thread. Unreadable preferences are the defaults.
 */
public final class Settings {
  private static final Logger log = LoggerFactory.getLogger(Settings.class);
  private final Path file;
  private final Properties values = new Properties();

  public Settings(Path directory) {
    this.file = directory.resolve("workbench.properties");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        values.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        log.warn("The preferences cannot be read; the defaults hold.", e);
      }
    }
  }

  public synchronized Optional<String> get(String key) {
    return Optional.ofNullable(values.getProperty(key));
  }

  public synchronized void set(String key, String value) {
    values.setProperty(key, value);
  }

  /** Writes the file as a whole, so that a crash leaves the old or the new one. */
  public synchronized void save() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      try (Writer writer = Files.newBufferedWriter(fresh)) {
        values.store(writer, null);
      }
      move(fresh, file);
    } catch (IOException e) {
      log.warn("The preferences cannot be written; they hold until the window closes.", e);
    }
  }

  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
