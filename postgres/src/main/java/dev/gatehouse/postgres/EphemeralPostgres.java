package dev.gatehouse.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A throw-away PostgreSQL in the temporary directory, for tests: one for a JVM, a fresh database
 * for each test. Nothing of it survives the JVM; what a killed JVM left is removed by the next one.
 * Safe for use by many threads.
 */
public final class EphemeralPostgres {
  private static final Logger log = LoggerFactory.getLogger(EphemeralPostgres.class);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final PostgresServer server;

  private EphemeralPostgres(PostgresServer server) {
    this.server = server;
  }

  /** The JVM's server, started at the first call. */
  public static EphemeralPostgres shared() {
    return Shared.INSTANCE;
  }

  /** The server itself. */
  public PostgresServer server() {
    return server;
  }

  /** A fresh, empty database to which everybody may connect, as PostgreSQL makes it. */
  public Database newDatabase() {
    String name = "test_" + NUMBER.incrementAndGet();
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template0 STRATEGY file_copy");
    } catch (SQLException e) {
      throw new IllegalStateException("The database " + name + " could not be made.", e);
    }
    return new Database(server, name);
  }

  /**
   * One database of it.
   *
   * @param server the server it is on
   * @param name its name
   */
  public record Database(PostgresServer server, String name) {
    /** A JDBC address without credentials. */
    public String jdbcUrl() {
      return server.jdbcUrl(name);
    }

    /** A new connection as the superuser; the caller closes it. */
    public Connection connect() throws SQLException {
      return server.connect(name);
    }

    /** A new connection as somebody else; the caller closes it. */
    public Connection connect(String user, String password) throws SQLException {
      return DriverManager.getConnection(jdbcUrl(), user, password);
    }

    /** Runs statements as the superuser, one after the other. */
    public void execute(String... statements) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }
  }

  private static final class Shared {
    static final EphemeralPostgres INSTANCE = start();

    private static EphemeralPostgres start() {
      Path all =
          Paths.get(System.getProperty("java.io.tmpdir", "."))
              .resolve("gatehouse-ephemeral-" + System.getProperty("user.name", "user"));
      try {
        Trees.makePrivate(all);
        sweep(all);
        Path mine = Files.createTempDirectory(all, "pg-");
        PostgresServer server =
            PostgresServer.start(PostgresConfig.in(mine).withThrowAwayData().withoutExitHook());
        Runtime.getRuntime()
            .addShutdownHook(new Thread(() -> remove(server, mine), "end-postgres"));
        return new EphemeralPostgres(server);
      } catch (IOException | PostgresException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    private static void remove(PostgresServer server, Path directory) {
      server.close();
      try {
        Trees.delete(directory);
      } catch (IOException e) {
        log.warn("{} could not be removed.", directory, e);
      }
    }

    /** Removes what killed JVMs left: directories whose lock nobody holds. */
    private static void sweep(Path all) throws IOException {
      List<Path> directories;
      try (Stream<Path> entries = Files.list(all)) {
        directories = entries.filter(Files::isDirectory).toList();
      }
      for (Path directory : directories) {
        // Without data its owner may be about to lock it.
        if (Files.isDirectory(PostgresConfig.in(directory).data())) {
          removeUnlessUsed(directory);
        }
      }
    }

    private static void removeUnlessUsed(Path directory) {
      try {
        PostgresServer.remove(directory);
      } catch (PostgresException e) {
        log.debug("{} stays.", directory, e);
      }
    }
  }
}
