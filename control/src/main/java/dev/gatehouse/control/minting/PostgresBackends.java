package dev.gatehouse.control.minting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ends the open sessions of roles on PostgreSQL. */
final class PostgresBackends {
  private static final Duration MOST_WAIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 5;

  private PostgresBackends() {}

  /** Signals and polls: the server's own waiting form takes 100 ms at least. */
  static void terminate(Connection connection, List<String> names) throws SQLException {
    String sql =
        "SELECT count(pg_catalog.pg_terminate_backend(pid)) FROM pg_catalog.pg_stat_activity"
            + " WHERE usename = ANY (?)";
    long deadline = System.nanoTime() + MOST_WAIT.toNanos();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      while (count(statement) > 0) {
        if (System.nanoTime() > deadline) {
          throw new SQLException("Sessions of the role did not end.", "57014");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
      }
    }
  }

  private static int count(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
