package dev.gatehouse.core.execution.jdbc;

import com.zaxxer.hikari.HikariConfig;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.result.ResultColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * MariaDB and MySQL over MariaDB Connector/J, in the text protocol: the driver sends the text as it
 * is in one packet, which the server reads as one statement. Rows are streamed; a connection with
 * unread ones is closed rather than read to the end.
 */
final class MariaDbEngine implements Engine {
  @Override
  public void configure(
      HikariConfig config, String jdbcUrl, String user, String password, JdbcSettings settings) {
    config.setDataSource(new MariaDbDataSource(jdbcUrl, user, password, settings));
  }

  @Override
  public void begin(Connection connection, boolean readOnly) throws SQLException {
    MariaDbSession.check(connection);
    MariaDbSession.execute(
        connection, "START TRANSACTION " + (readOnly ? "READ ONLY" : "READ WRITE"));
  }

  @Override
  public List<ResultColumn> describe(Connection connection, ResultSet rows) throws SQLException {
    return MariaDbColumns.describe(rows.getMetaData());
  }

  @Override
  public Optional<List<Relation>> present(
      Connection connection, Set<String> schemas, Set<String> names) {
    return Optional.empty(); // rows that stream occupy the connection
  }

  @Override
  public ColumnBuffer buffer(ResultColumn column, int rows) {
    return MariaDbColumns.isGeometry(column)
        ? ColumnBuffer.ofObjects(rows)
        : ColumnBuffer.of(column.type(), rows);
  }

  @Override
  public SqlFailure failure(SQLException e, String text) {
    return MariaDbFailures.of(e);
  }

  @Override
  public SqlFailure connecting(SQLException e) {
    return MariaDbFailures.connecting(e);
  }

  @Override
  public boolean reusableWithUnreadRows() {
    return false;
  }
}
