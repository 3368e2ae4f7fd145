package dev.gatehouse.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A throw-away MariaDB from the system's own package, on loopback, with an account {@code root}
 * that has a random password. Thread-safe. Needs {@code mariadbd} and {@code mariadb-install-db} on
 * the path, as Debian's package mariadb-server brings them; tests that use it carry the tag {@code
 * mariadb}.
 */
public final class EphemeralMariaDb implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final class Shared {
    private static final EphemeralMariaDb SERVER = startShared();
  }

  private final Path directory;
  private final Process server;
  private final int port;
  private final String password;

  private EphemeralMariaDb(Path directory, Process server, int port, String password) {
    this.directory = directory;
    this.server = server;
    this.port = port;
    this.password = password;
  }

  /** The one server of this JVM; it stops with the JVM. */
  public static EphemeralMariaDb shared() {
    return Shared.SERVER;
  }

  private static EphemeralMariaDb startShared() {
    try {
      EphemeralMariaDb started = start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::stopQuietly, "mariadb-stop"));
      return started;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(
          "MariaDB does not start; install Debian's package mariadb-server, or leave out the tests"
              + " with the tag mariadb.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The start of MariaDB was interrupted.", e);
    }
  }

  /**
   * A server of its own, with further options such as {@code --lower-case-table-names=1}.
   *
   * @throws IOException where it cannot be installed or started
   * @throws SQLException where it does not answer
   * @throws InterruptedException where the waiting thread is interrupted
   */
  public static EphemeralMariaDb start(String... options)
      throws IOException, SQLException, InterruptedException {
    Path directory = Files.createTempDirectory("gatehouse-mariadb");
    Path data = directory.resolve("data");
    Process install =
        run(
            directory,
            List.of(
                "mariadb-install-db",
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
    if (!install.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || install.exitValue() != 0) {
      throw new IOException("mariadb-install-db failed; see " + directory.resolve("log"));
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "mariadbd",
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data,
                // Servers that share one remove each other's temporary tables when they start.
                "--tmpdir=" + Files.createDirectory(directory.resolve("tmp")),
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=64M",
                "--character-set-server=utf8mb4"));
    command.addAll(Arrays.asList(options));
    EphemeralMariaDb started =
        new EphemeralMariaDb(directory, run(directory, command), port, random());
    started.protect();
    return started;
  }

  /** Nobody else on the machine gets in: the accounts without a password go. */
  private void protect() throws SQLException {
    try (Connection connection = first();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM mysql.global_priv WHERE user = '' OR host <> 'localhost'");
      statement.execute("FLUSH PRIVILEGES");
      statement.execute("ALTER USER root@localhost IDENTIFIED BY '" + password + "'");
    }
  }

  private Connection first() throws SQLException {
    Instant until = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return DriverManager.getConnection(url("mysql"), "root", "");
      } catch (SQLException e) {
        if (!server.isAlive() || Instant.now().isAfter(until)) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?sslMode=disable";
  }

  /** A new, empty database with a name of its own. */
  public Database newDatabase() throws SQLException {
    return database("db_" + random());
  }

  /** An empty database of that plain name; what was in one of that name is gone. */
  public Database database(String name) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE DATABASE `" + name + "` CHARACTER SET utf8mb4");
    }
    return new Database(name);
  }

  /** As root, in the server's own database. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url("mysql"), "root", password);
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Of the account {@code root}, which may administer the server. */
  public String rootPassword() {
    return password;
  }

  /** One database of the server. */
  public final class Database {
    private final String name;

    private Database(String name) {
      this.name = name;
    }

    public String name() {
      return name;
    }

    /** Its server. */
    public EphemeralMariaDb server() {
      return EphemeralMariaDb.this;
    }

    /** Without credentials. */
    public String jdbcUrl() {
      return url(name);
    }

    /** As root. */
    public Connection connect() throws SQLException {
      return connect("root", password);
    }

    /** As somebody. */
    public Connection connect(String user, String secret) throws SQLException {
      return DriverManager.getConnection(jdbcUrl(), user, secret);
    }

    /** Runs statements as root; each may be several, parted by semicolons at the ends of lines. */
    public void execute(String... scripts) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        for (String script : scripts) {
          for (String sql : script.split(";\\s*(\\R|$)")) {
            if (!sql.isBlank()) {
              statement.execute(sql);
            }
          }
        }
      }
    }
  }

  private static String random() {
    byte[] bytes = new byte[8];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Process run(Path directory, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
        .start();
  }

  private void stopQuietly() {
    try {
      close();
    } catch (IOException e) {
      server.destroyForcibly();
    }
  }

  @Override
  public void close() throws IOException {
    server.destroy();
    server.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
