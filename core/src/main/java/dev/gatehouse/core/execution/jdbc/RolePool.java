package dev.gatehouse.core.execution.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A small pool for one role: nothing is kept idle for long, and nothing is connected before it is
 * needed. The password stays inside; neither the pool nor the driver writes it to a log.
 */
final class RolePool implements AutoCloseable {
  private static final int SIZE = 5;
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LIFETIME = Duration.ofMinutes(9);

  private final Engine engine;
  private final HikariDataSource pool;

  RolePool(String jdbcUrl, String user, String password, JdbcSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(user);
    config.setMaximumPoolSize(SIZE);
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE.toMillis());
    config.setMaxLifetime(LIFETIME.toMillis());
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setInitializationFailTimeout(-1);
    this.engine = Engine.of(jdbcUrl);
    engine.configure(config, jdbcUrl, user, password, settings);
    this.pool = new HikariDataSource(config);
  }

  Engine engine() {
    return engine;
  }

  /** A connection in which the next statement's transaction has begun. */
  Lease borrow(boolean readOnly) throws SQLException {
    Connection connection = pool.getConnection();
    try {
      engine.begin(connection, readOnly);
      return new Lease(connection, pool, engine);
    } catch (SQLException e) {
      pool.evictConnection(connection);
      throw e;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
