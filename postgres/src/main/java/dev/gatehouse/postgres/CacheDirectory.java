package dev.gatehouse.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Where programs are unpacked for this user: their cache directory, or a private one in the
 * temporary directory.
 */
final class CacheDirectory {
  private CacheDirectory() {}

  static Path find(Map<String, String> environment, Path home, Path temporary)
      throws PostgresException {
    Path preferred = preferred(environment, home).resolve("gatehouse").resolve("postgres");
    try {
      Trees.makePrivate(preferred);
      if (Files.isWritable(preferred)) {
        return preferred;
      }
    } catch (IOException e) {
      // No home, or one that cannot be written: the temporary directory serves.
    }
    return inTemporary(temporary);
  }

  private static Path preferred(Map<String, String> environment, Path home) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // Relative values are invalid and ignored (XDG Base Directory Specification).
    if (!xdg.isBlank() && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg);
    }
    String local = environment.getOrDefault("LOCALAPPDATA", "");
    return local.isBlank() ? home.resolve(".cache") : Path.of(local);
  }

  /** The temporary directory is shared, so somebody else's directory of that name is refused. */
  private static Path inTemporary(Path temporary) throws PostgresException {
    Path directory = temporary.resolve("gatehouse-" + System.getProperty("user.name", "user"));
    try {
      Trees.makePrivate(directory);
      if (Trees.posix(directory)) {
        boolean own =
            Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS)
                .equals(Files.getOwner(ownFile(temporary)));
        String mode =
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS));
        if (!own || !mode.equals("rwx------")) {
          throw new PostgresException(
              "The directory %s is not private to you; remove it or set XDG_CACHE_HOME."
                  .formatted(directory));
        }
      }
      return directory;
    } catch (IOException e) {
      throw new PostgresException(
          "No directory for PostgreSQL's programs can be written; set XDG_CACHE_HOME to one.", e);
    }
  }

  private static Path ownFile(Path temporary) throws IOException {
    Path file = Files.createTempFile(temporary, "gatehouse-owner", null);
    file.toFile().deleteOnExit();
    return file;
  }
}
