package dev.gatehouse.app.client.signin;

import dev.gatehouse.app.client.control.PrivateFiles;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a secret is, never the secret: {@code env:NAME} or {@code file:PATH}. Its text form is the
 * reference alone. Immutable.
 *
 * @param reference as a person wrote it, a file's path made absolute
 */
public record SecretReference(String reference) {
  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";
  private static final int MOST_BYTES = 64 * 1024;

  /**
   * Reads a reference.
   *
   * @throws GatehouseException of kind {@code BAD_INPUT} where it is of neither form, such as a
   *     secret itself
   */
  public static SecretReference parse(String text) throws GatehouseException {
    if (text.matches("env:[A-Za-z_][A-Za-z0-9_]*")) {
      return new SecretReference(text);
    }
    if (text.startsWith(FILE) && text.length() > FILE.length()) {
      return new SecretReference(
          FILE + Path.of(text.substring(FILE.length())).toAbsolutePath().normalize());
    }
    throw new GatehouseException(
        Kind.BAD_INPUT,
        "A secret is given by reference only: write env:NAME or file:PATH instead of the secret.");
  }

  /** Reads the secret; it is read at each use, so that a rotated one is picked up. */
  String read(Map<String, String> environment) throws GatehouseException {
    String secret =
        reference.startsWith(ENVIRONMENT)
            ? environment.getOrDefault(reference.substring(ENVIRONMENT.length()), "")
            : file(Path.of(reference.substring(FILE.length())));
    if (secret.isBlank()) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "There is nothing behind " + reference + "; put the secret there.");
    }
    return secret.strip();
  }

  private static String file(Path path) throws GatehouseException {
    try {
      if (PrivateFiles.openToOthers(path)) {
        throw new GatehouseException(
            Kind.BAD_INPUT,
            "Others may read " + path + "; give it to its owner alone, with chmod 600.");
      }
      if (Files.size(path) > MOST_BYTES) {
        throw new GatehouseException(Kind.BAD_INPUT, path + " is too large for a secret.");
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "The secret file " + path + " cannot be read.", e);
    }
  }
}
