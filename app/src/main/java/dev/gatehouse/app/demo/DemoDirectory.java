package dev.gatehouse.app.demo;

import dev.gatehouse.postgres.PostgresException;
import dev.gatehouse.postgres.PostgresServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The one directory in which the demo keeps everything; held by one demo at a time. */
public final class DemoDirectory implements AutoCloseable {
  /** What the demo makes there, and what {@code --reset} removes; nothing else is touched. */
  private static final List<String> OURS =
      List.of("control", "clients", "policy.yaml", "running.json");

  private final Path path;
  private final FileChannel lock;

  private DemoDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Where the demo is when nothing else is said. */
  static Path standard(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    // Relative values are invalid and ignored (XDG Base Directory Specification).
    Path state =
        !xdg.isBlank() && Path.of(xdg).isAbsolute()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home", ".")).resolve(".local").resolve("state");
    return state.resolve("gatehouse").resolve("demo");
  }

  /** Takes the directory; makes it where it is missing. */
  public static DemoDirectory open(Path path) throws DemoException {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      makePrivate(absolute);
      FileChannel channel =
          FileChannel.open(
              absolute.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!held(channel)) {
        channel.close();
        throw new DemoException(
            "Another demo is running in %s; close it, or name another directory with --dir."
                .formatted(absolute));
      }
      return new DemoDirectory(absolute, channel);
    } catch (IOException e) {
      throw new DemoException(
          "The directory %s cannot be written; name another one with --dir.".formatted(absolute),
          e);
    }
  }

  /** The directory itself. */
  public Path path() {
    return path;
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path control() {
    return path.resolve("control");
  }

  public Path client(String account) {
    return path.resolve("clients").resolve(account);
  }

  Path policy() {
    return path.resolve("policy.yaml");
  }

  Path running() {
    return path.resolve("running.json");
  }

  /** Removes all state of earlier demos; a server that a killed one left is stopped first. */
  public void reset() throws DemoException {
    try {
      PostgresServer.remove(postgres());
      for (String name : OURS) {
        delete(path.resolve(name));
      }
    } catch (PostgresException e) {
      throw new DemoException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new DemoException("The state in %s could not be removed.".formatted(path), e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static boolean held(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null && lock.isValid();
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void makePrivate(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(directory);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(tree)) {
      deepestFirst = paths.sorted(java.util.Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
