package dev.gatehouse.control.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A secret that a configuration names but never holds. It is read when it is needed, so that a
 * rotated one is picked up. Its text form is the reference alone.
 */
public final class Secret {
  private final String reference;
  private final Supplier<String> value;

  private Secret(String reference, Supplier<String> value) {
    this.reference = Objects.requireNonNull(reference);
    this.value = Objects.requireNonNull(value);
  }

  /** A secret that the program itself holds, such as one made for a demo. */
  public static Secret of(String description, Supplier<String> value) {
    return new Secret(description, value);
  }

  /**
   * Reads {@code env:NAME} or {@code file:PATH} and checks that there is something behind it.
   *
   * @param reference the reference, as the configuration holds it
   * @param directory what a relative path is relative to
   * @param environment the process's environment
   * @throws StartupException where the reference has no such form, or nothing stands behind it
   */
  static Secret reference(String reference, Path directory, Map<String, String> environment)
      throws StartupException {
    if (reference.startsWith("env:")) {
      String name = reference.substring("env:".length());
      String held = environment.get(name);
      if (held == null || held.isEmpty()) {
        throw new StartupException(
            "The environment variable "
                + name
                + " is not set; set it to the secret it stands for.");
      }
      return new Secret(reference, () -> held);
    }
    if (reference.startsWith("file:")) {
      Path file = directory.resolve(reference.substring("file:".length()));
      if (!Files.isReadable(file)) {
        throw new StartupException(
            "The secret file " + file + " cannot be read; create it for the service's user alone.");
      }
      return new Secret(reference, () -> read(file));
    }
    throw new StartupException(
        "A secret is given by reference only: write env:NAME or file:PATH instead of the secret.");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The secret file " + file + " cannot be read.", e);
    }
  }

  /** The secret itself; never to be logged. */
  public String reveal() {
    return value.get();
  }

  @Override
  public String toString() {
    return "Secret[" + reference + "]";
  }
}
