package dev.gatehouse.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that a hard-killed JVM left running on a data directory. Called only while the
 * directory's lock is held, so that no living JVM owns it.
 */
final class LeftServer {
  private static final Logger log = LoggerFactory.getLogger(LeftServer.class);

  private LeftServer() {}

  /** Stops it, if there is one and it is the directory's own. */
  static void stop(Path data, Programs programs) throws IOException, PostgresException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> process = lines.isEmpty() ? Optional.empty() : handle(lines.getFirst());
    if (process.isEmpty()) {
      // The process is gone; PostgreSQL removes the file itself and recovers.
      return;
    }
    long pid = process.get().pid();
    if (!isPostgres(process.get())) {
      log.info("The number {} in postmaster.pid belongs to another program by now.", pid);
      Files.delete(pidFile);
      return;
    }
    if (!serves(process.get(), data, lines)) {
      throw new PostgresException(
          "The directory %s names a PostgreSQL (process %d) that serves another directory; remove its postmaster.pid if the directory is a copy."
              .formatted(data, pid));
    }
    log.info("Stopping the PostgreSQL (process {}) that an earlier run left behind.", pid);
    if (ServerStop.stop(data, programs, "fast") || ServerStop.stop(data, programs, "immediate")) {
      return;
    }
    throw new PostgresException(
        "The PostgreSQL that an earlier run left behind (process %d) does not stop; end it and try again."
            .formatted(pid));
  }

  private static Optional<ProcessHandle> handle(String firstLine) {
    try {
      return ProcessHandle.of(Math.abs(Long.parseLong(firstLine.strip())))
          .filter(ProcessHandle::isAlive);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName())
        .map(String::valueOf)
        .filter(name -> name.equals("postgres") || name.equals("postgres.exe"))
        .isPresent();
  }

  /** A server's working directory is its data directory, which also survives a rename. */
  private static boolean serves(ProcessHandle process, Path data, List<String> pidFile) {
    try {
      Path working = Path.of("/proc", Long.toString(process.pid()), "cwd");
      if (Files.exists(working)) {
        return Files.isSameFile(working, data);
      }
      return pidFile.size() > 1 && Files.isSameFile(Path.of(pidFile.get(1)), data);
    } catch (IOException e) {
      return false;
    }
  }
}
