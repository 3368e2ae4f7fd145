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

/** What differs between the servers that statements run on. Thread-safe. */
sealed interface Engine permits PostgresEngine, MariaDbEngine {
  /** The engine of a URL's server. */
  static Engine of(String jdbcUrl) {
    return switch (JdbcUrls.family(jdbcUrl)) {
      case POSTGRESQL -> new PostgresEngine();
      case MARIADB, MYSQL -> new MariaDbEngine();
    };
  }

  /** Where and how a pool connects, and the session state that each connection is pinned to. */
  void configure(
      HikariConfig config, String jdbcUrl, String user, String password, JdbcSettings settings);

  /**
   * Begins the transaction of the next statement.
   *
   * @throws SQLException where the server refuses, or the session is no longer what it was pinned
   *     to
   */
  void begin(Connection connection, boolean readOnly) throws SQLException;

  /** The server's description of a result. */
  List<ResultColumn> describe(Connection connection, ResultSet rows) throws SQLException;

  /**
   * Relations as they are now, within the transaction of a statement; empty where the server cannot
   * be asked while it sends rows.
   */
  Optional<List<Relation>> present(Connection connection, Set<String> schemas, Set<String> names)
      throws SQLException;

  /** Room for so many values of a column that {@link #describe} named. */
  ColumnBuffer buffer(ResultColumn column, int rows);

  /** A statement that failed; {@code text} is what was sent. */
  SqlFailure failure(SQLException e, String text);

  /** No connection at all. */
  SqlFailure connecting(SQLException e);

  /** Whether a connection with unread rows can be used again. */
  boolean reusableWithUnreadRows();
}
