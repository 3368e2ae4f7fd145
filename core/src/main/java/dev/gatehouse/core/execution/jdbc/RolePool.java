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

  private final HikariDataSource pool;

  RolePool(String jdbcUrl, String user, String password, JdbcSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(user);
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(SIZE);
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE.toMillis());
    config.setMaxLifetime(LIFETIME.toMillis());
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(settings.pinning());
    config.addDataSourceProperty("ApplicationName", settings.applicationName());
    config.addDataSourceProperty("preferQueryMode", "extended");
    config.addDataSourceProperty("binaryTransfer", "false");
    config.addDataSourceProperty("prepareThreshold", "0");
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty(
        "loginTimeout", Math.max(1, settings.connectTimeout().toSeconds()));
    this.pool = new HikariDataSource(config);
  }

  /** A connection in which the next statement begins a transaction. */
  Connection borrow(boolean readOnly) throws SQLException {
    Connection connection = pool.getConnection();
    try {
      connection.setReadOnly(readOnly);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
