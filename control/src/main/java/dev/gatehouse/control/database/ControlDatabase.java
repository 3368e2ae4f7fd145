package dev.gatehouse.control.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.gatehouse.control.config.DatabaseConfig;
import dev.gatehouse.control.config.StartupException;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** A pool on the service's database, migrated to this version's schema. Thread-safe. */
public final class ControlDatabase implements AutoCloseable {
  private static final int POOL_SIZE = 16;
  private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

  private static final String ASK_EVERY_CONNECTION = "com.zaxxer.hikari.aliveBypassWindowMs";

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private @Nullable Announcements announcements;

  private ControlDatabase(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /**
   * Connects and migrates.
   *
   * @throws StartupException where the database does not answer or is of another kind
   */
  public static ControlDatabase open(DatabaseConfig config) throws StartupException {
    HikariDataSource pool = connect(config);
    try {
      Flyway.configure(ControlDatabase.class.getClassLoader())
          .dataSource(pool)
          .locations("classpath:dev/gatehouse/control/migrations")
          .load()
          .migrate();
      return new ControlDatabase(pool);
    } catch (FlywayException e) {
      pool.close();
      throw new StartupException(
          "The database "
              + config.jdbcUrl()
              + " cannot be brought to this version's schema; the log says which step failed.",
          e);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariDataSource connect(DatabaseConfig config) throws StartupException {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("control");
    hikari.setJdbcUrl(config.jdbcUrl());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password().reveal());
    hikari.setMaximumPoolSize(POOL_SIZE);
    hikari.setMinimumIdle(1);
    hikari.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    hikari.addDataSourceProperty("ApplicationName", "gatehouse-control");
    hikari.addDataSourceProperty("socketTimeout", "30");
    // Every borrowed connection is asked first, so that none that died with the server is used. The
    // pool reads this property when it is made; other pools of the process keep their way.
    System.setProperty(ASK_EVERY_CONNECTION, "0");
    try {
      return new HikariDataSource(hikari);
    } catch (PoolInitializationException e) {
      throw new StartupException(
          "The control service's database "
              + config.jdbcUrl()
              + " does not let "
              + config.user()
              + " in; check that it runs, and the user and password.",
          e);
    } finally {
      System.clearProperty(ASK_EVERY_CONNECTION);
    }
  }

  /** For stores. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** Tells that listener what the database announces, from now until it is closed. */
  public synchronized void announceTo(Announcements.Listener listener) {
    if (announcements != null) {
      throw new IllegalStateException("Somebody listens already.");
    }
    announcements = Announcements.listen(jdbi, listener);
  }

  /** How many grants are in each state that is not the end of one. */
  public Map<String, Long> openGrants() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT state, count(*) FROM access_grant WHERE state IN ('requested',"
                        + " 'approved', 'activating', 'active', 'revoking') GROUP BY 1 ORDER BY 1")
                .reduceRows(
                    new TreeMap<String, Long>(),
                    (counts, row) -> {
                      counts.put(row.getColumn(1, String.class), row.getColumn(2, Long.class));
                      return counts;
                    }));
  }

  /** Whether the database answers now. */
  public boolean answers() {
    try {
      return jdbi.withHandle(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one())
          == 1;
    } catch (JdbiException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (announcements != null) {
      announcements.close();
    }
    pool.close();
  }
}
