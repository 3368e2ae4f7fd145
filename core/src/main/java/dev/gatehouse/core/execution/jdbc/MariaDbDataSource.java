package dev.gatehouse.core.execution.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections for one role, each pinned and checked before anybody gets it. */
final class MariaDbDataSource implements DataSource {
  private final String jdbcUrl;
  private final String user;
  private final String password;
  private final JdbcSettings settings;

  MariaDbDataSource(String jdbcUrl, String user, String password, JdbcSettings settings) {
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
    this.settings = settings;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection =
        JdbcUrls.connect(
            jdbcUrl,
            user,
            password,
            Map.of(
                "connectTimeout",
                Long.toString(settings.connectTimeout().toMillis()),
                "connectionAttributes",
                "program_name:" + settings.applicationName().replaceAll("[^A-Za-z0-9_. -]", "_")));
    try {
      MariaDbSession.pin(connection, user, settings);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection getConnection(String other, String secret) throws SQLException {
    throw new SQLFeatureNotSupportedException("A pool serves one role.");
  }

  @Override
  public int getLoginTimeout() {
    return Math.toIntExact(Math.max(1, settings.connectTimeout().toSeconds()));
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // The settings say how long.
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException("Nothing is logged.");
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    // Nothing is logged.
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Nothing is logged.");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException("It wraps nothing.");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
