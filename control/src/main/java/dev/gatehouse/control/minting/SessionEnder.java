package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ends the server's sessions of one governed session; the grant's roles stay. Thread-safe. */
public final class SessionEnder {
  private static final Duration MOST_WAIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 5;

  /** Whoever names no other session that goes on is ended too: a name is easily left out. */
  private static final String END =
      "SELECT count(pg_catalog.pg_terminate_backend(pid)) FROM pg_catalog.pg_stat_activity"
          + " WHERE usename = ANY (?) AND NOT coalesce(application_name = ANY (?), false)";

  /** The name under which a client's connections of that session are known to the server. */
  public static String applicationName(String sessionId) {
    return "gatehouse-" + sessionId;
  }

  /**
   * Ends every backend of the grant's roles, but for those of the named sessions.
   *
   * @param goOn ids of the grant's other sessions
   * @throws MintingException where backends may still be there
   */
  public void endAllBut(SourceConfig source, GrantRoles roles, Set<String> goOn)
      throws MintingException {
    switch (source.id().dialect()) {
      case POSTGRESQL -> {}
      case MARIADB, MYSQL ->
          throw MintingException.because(
              "One session cannot be cut off by itself on "
                  + source.id().name()
                  + ", which is no PostgreSQL; revoke the grant instead.");
    }
    try (Connection connection = SourceConnections.open(source);
        PreparedStatement statement = connection.prepareStatement(END)) {
      List<String> names = List.of(roles.plain(), roles.sensitive());
      List<String> kept = goOn.stream().map(SessionEnder::applicationName).toList();
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      statement.setArray(2, connection.createArrayOf("text", kept.toArray()));
      long deadline = System.nanoTime() + MOST_WAIT.toNanos();
      while (count(statement) > 0) {
        if (System.nanoTime() > deadline) {
          throw new SQLException("Sessions of the role did not end.", "57014");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
      }
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "end a session", e);
    }
  }

  private static int count(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
