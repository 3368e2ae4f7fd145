package dev.gatehouse.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL: on 127.0.0.1 alone, SCRAM for everybody, UTF-8 with code-point order. Safe
 * for use by many threads.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final long LOG_LIMIT = 8L << 20;

  private final PostgresConfig config;
  private final Programs programs;
  private final FileChannel lock;
  private final int port;
  private final String password;
  private @Nullable Thread exitHook;
  private boolean closed;

  private PostgresServer(
      PostgresConfig config, Programs programs, FileChannel lock, int port, String password) {
    this.config = config;
    this.programs = programs;
    this.lock = lock;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server of that directory; a server that a killed run left there is stopped first.
   * Takes about 0.3 s for existing data, 1 s for new data, and 2 s more when the programs are
   * unpacked for the first time.
   *
   * @throws PostgresException where the port or the directory is in use, or the server does not
   *     start
   */
  public static PostgresServer start(PostgresConfig config) throws PostgresException {
    Path directory = config.directory();
    try {
      Trees.makePrivate(directory);
      FileChannel lock = hold(config);
      try {
        PostgresServer server = startLocked(config, lock);
        server.stopAtExit();
        return server;
      } catch (IOException | PostgresException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new PostgresException(
          "The directory %s cannot be used for PostgreSQL; see that it can be written and the disk is not full."
              .formatted(directory),
          e);
    }
  }

  private static PostgresServer startLocked(PostgresConfig config, FileChannel lock)
      throws PostgresException, IOException {
    Programs programs = new Programs(Binaries.in(cache()));
    Cluster cluster = new Cluster(config, programs);
    if (Files.isDirectory(config.data())) {
      LeftServer.stop(config.data(), programs);
    }
    String password = cluster.prepare();
    turnLog(config);
    // A free port may be taken by somebody else before the server binds it: try again.
    for (int attempt = 1; ; attempt++) {
      int port = config.port() == 0 ? freePort() : config.port();
      if (!isFree(port)) {
        throw new PostgresException(
            "Port %d on 127.0.0.1 is in use; choose another, or stop the program that uses it."
                .formatted(port));
      }
      cluster.configure(port);
      if (startedWith(config, programs)) {
        return new PostgresServer(config, programs, lock, port, password);
      }
      if (config.port() != 0 || attempt == 3 || isFree(port)) {
        throw new PostgresException(
            "PostgreSQL did not start; %s says why.".formatted(config.log()));
      }
    }
  }

  /**
   * Removes a server's directory with all its data; a server that a killed run left there is
   * stopped first. A directory that does not exist is fine.
   *
   * @throws PostgresException where a living process uses it
   */
  public static void remove(Path directory) throws PostgresException {
    PostgresConfig config = PostgresConfig.in(directory);
    if (!Files.isDirectory(config.directory())) {
      return;
    }
    try (FileChannel lock = hold(config)) {
      log.debug("Removing {} ({}).", directory, lock);
      if (Files.isDirectory(config.data())) {
        LeftServer.stop(config.data(), new Programs(Binaries.in(cache())));
      }
      Trees.delete(config.directory());
    } catch (IOException e) {
      throw new PostgresException(
          "The directory %s could not be removed.".formatted(config.directory()), e);
    }
  }

  private static FileChannel hold(PostgresConfig config) throws IOException, PostgresException {
    return Locks.tryHold(config.lock())
        .orElseThrow(
            () ->
                new PostgresException(
                    "Another Gatehouse uses the PostgreSQL in %s; close it, or name another directory."
                        .formatted(config.directory())));
  }

  private static boolean startedWith(PostgresConfig config, Programs programs)
      throws PostgresException {
    String data = config.data().toString();
    String log = config.log().toString();
    if (programs.run("pg_ctl", "start", "-D", data, "-l", log, "-s", "-w", "-t", "60") == 0) {
      return true;
    }
    if (Files.exists(config.data().resolve("postmaster.pid"))) {
      ServerStop.stop(config.data(), programs, "immediate");
    }
    return false;
  }

  /** A JDBC address without credentials. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** The TCP port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The superuser's name. */
  public String superuser() {
    return Cluster.SUPERUSER;
  }

  /** The superuser's password; never for a log or a screen. */
  public String password() {
    return password;
  }

  /** A new connection as the superuser; the caller closes it. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), superuser(), password);
  }

  /**
   * Makes an empty database where there is none of that name. Nobody but its owner and whom the
   * owner grants it may connect to it.
   *
   * @param name lower-case letters, digits and underscores, at most 63
   * @return whether it was made
   */
  public boolean createDatabase(String name) throws PostgresException {
    if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("'" + name + "' is no plain name for a database.");
    }
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      if (exists(connection, name)) {
        return false;
      }
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
      // The server's own two databases are closed as well: a role let in here has no business
      // there.
      statement.execute("REVOKE ALL ON DATABASE " + name + ", postgres, template1 FROM PUBLIC");
      return true;
    } catch (SQLException e) {
      throw new PostgresException("The database %s could not be made.".formatted(name), e);
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  /** Stops the server and lets go of its directory; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Thread hook = exitHook;
    if (hook != null) {
      forgetHook(hook);
    }
    try (lock) {
      if (!ServerStop.stop(config.data(), programs, "fast")
          && !ServerStop.stop(config.data(), programs, "immediate")) {
        log.warn("PostgreSQL in {} did not stop.", config.directory());
      }
    } catch (IOException | PostgresException e) {
      log.warn("PostgreSQL in {} did not stop cleanly.", config.directory(), e);
    }
  }

  private synchronized void stopAtExit() {
    if (config.stopAtExit()) {
      Thread hook = new Thread(this::close, "stop-postgres");
      Runtime.getRuntime().addShutdownHook(hook);
      exitHook = hook;
    }
  }

  private static void forgetHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      log.debug("The JVM is ending already.", e);
    }
  }

  private static Path cache() throws PostgresException {
    return CacheDirectory.find(
        System.getenv(),
        Path.of(System.getProperty("user.home", ".")),
        Path.of(System.getProperty("java.io.tmpdir", ".")));
  }

  private static void turnLog(PostgresConfig config) throws IOException {
    if (Files.exists(config.log()) && Files.size(config.log()) > LOG_LIMIT) {
      Files.move(
          config.log(),
          config.directory().resolve("server.log.1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As PostgreSQL does it: a port whose last connections linger in TIME_WAIT is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static InetAddress loopback() {
    return InetAddress.ofLiteral("127.0.0.1");
  }
}
