package dev.gatehouse.core.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A throw-away MariaDB from the system's own package, on loopback. */
final class MariaDbServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final Process server;
  private final int port;

  private MariaDbServer(Path directory, Process server, int port) {
    this.directory = directory;
    this.server = server;
    this.port = port;
  }

  static MariaDbServer start() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("gatehouse-mariadb");
    Path data = directory.resolve("data");
    Process install =
        run(
            directory,
            "mariadb-install-db",
            "--no-defaults",
            "--user=root",
            "--datadir=" + data,
            "--auth-root-authentication-method=normal",
            "--skip-test-db");
    if (!install.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || install.exitValue() != 0) {
      throw new IOException("mariadb-install-db failed; see " + directory.resolve("log"));
    }
    int port;
    try (java.net.ServerSocket free =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process server =
        run(
            directory,
            "mariadbd",
            "--no-defaults",
            "--user=root",
            "--datadir=" + data,
            "--socket=" + directory.resolve("socket"),
            "--pid-file=" + directory.resolve("pid"),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--character-set-server=utf8mb4");
    return new MariaDbServer(directory, server, port);
  }

  /** A connection, as soon as the server listens. */
  Connection connect() throws SQLException {
    String url =
        "jdbc:mariadb://127.0.0.1:%d/mysql?user=root&connectTimeout=2000&sslMode=disable"
            .formatted(port);
    Instant until = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return DriverManager.getConnection(url);
      } catch (SQLException e) {
        if (!server.isAlive() || Instant.now().isAfter(until)) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static Process run(Path directory, String... command) throws IOException {
    return new ProcessBuilder(List.copyOf(Arrays.asList(command)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
        .start();
  }

  @Override
  public void close() throws IOException {
    server.destroy();
    server.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
