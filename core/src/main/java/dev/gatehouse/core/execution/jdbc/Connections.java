package dev.gatehouse.core.execution.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Giving connections back, where a failure must not hide an earlier one. */
final class Connections {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private Connections() {}

  /** Undoes what was not committed and gives the connection back. */
  static void abandon(Connection connection) {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      log.debug("A connection could not be given back (SQLSTATE {}).", e.getSQLState());
    }
  }

  /** Asks the server to stop; over a connection of the driver's own, so from any thread. */
  static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      log.debug("A statement could not be cancelled (SQLSTATE {}).", e.getSQLState());
    }
  }
}
