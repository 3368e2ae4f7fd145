package dev.gatehouse.core.execution.jdbc;

import com.zaxxer.hikari.HikariConfig;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.jdbc.catalog.PresentRelations;
import dev.gatehouse.core.result.ResultColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL: rows come through a cursor of the transaction, in portions, over pgjdbc. */
final class PostgresEngine implements Engine {
  @Override
  public void configure(
      HikariConfig config, String jdbcUrl, String user, String password, JdbcSettings settings) {
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setConnectionInitSql(settings.pinning());
    config.addDataSourceProperty("ApplicationName", settings.applicationName());
    config.addDataSourceProperty("preferQueryMode", "extended");
    config.addDataSourceProperty("binaryTransfer", "false");
    config.addDataSourceProperty("prepareThreshold", "0");
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty(
        "loginTimeout", Math.max(1, settings.connectTimeout().toSeconds()));
  }

  @Override
  public void begin(Connection connection, boolean readOnly) throws SQLException {
    connection.setReadOnly(readOnly);
    connection.setAutoCommit(false);
  }

  @Override
  public List<ResultColumn> describe(Connection connection, ResultSet rows) throws SQLException {
    return PostgresColumns.describe(connection, rows);
  }

  @Override
  public Optional<List<Relation>> present(
      Connection connection, Set<String> schemas, Set<String> names) throws SQLException {
    return Optional.of(PresentRelations.read(connection, schemas, names));
  }

  @Override
  public ColumnBuffer buffer(ResultColumn column, int rows) {
    return ColumnBuffer.of(column.type(), rows);
  }

  @Override
  public SqlFailure failure(SQLException e, String text) {
    return PostgresFailures.of(e, text);
  }

  @Override
  public SqlFailure connecting(SQLException e) {
    return PostgresFailures.connecting(e);
  }

  @Override
  public boolean reusableWithUnreadRows() {
    return true;
  }
}
