package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends roles: no new sessions, then no open ones, then no role. {@code NOLOGIN} alone leaves open
 * sessions and cursors alive, so their backends are terminated. Every step may be done again.
 */
public final class RoleEnder {
  private static final Duration MOST_WAIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 5;
  private static final String DEPENDENT_OBJECTS = "2BP01";

  /**
   * Ends both roles of a grant. Where they are gone already, nothing happens.
   *
   * @return whether they are gone; false where another database of the same server still gives them
   *     privileges, so that they must be ended there as well
   * @throws MintingException where their sessions or they may still be there
   */
  public boolean end(SourceConfig source, GrantRoles roles) throws MintingException {
    try (Connection connection = SourceConnections.open(source)) {
      RoleQueries.inheritCreatedRoles(connection);
      endAll(connection, existing(connection, roles));
      return existing(connection, roles).isEmpty();
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "remove a grant's roles", e);
    }
  }

  /**
   * The grants of which roles are on the server that this minting account administers.
   *
   * @throws MintingException where the server does not tell
   */
  public Set<String> grantsWithRoles(SourceConfig source) throws MintingException {
    try (Connection connection = SourceConnections.open(source);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(RoleQueries.administered(connection))) {
      Set<String> ids = new LinkedHashSet<>();
      while (rows.next()) {
        GrantRoles.ofRole(rows.getString(1)).ifPresent(roles -> ids.add(roles.grantId()));
      }
      return ids;
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "list roles", e);
    }
  }

  private static List<String> existing(Connection connection, GrantRoles roles)
      throws SQLException {
    String sql = "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname IN (?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, roles.plain());
      statement.setString(2, roles.sensitive());
      List<String> names = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    }
  }

  private static void endAll(Connection connection, List<String> names) throws SQLException {
    if (names.isEmpty()) {
      return;
    }
    for (String name : names) {
      execute(connection, "ALTER ROLE " + Sql.name(name) + " NOLOGIN");
    }
    terminate(connection, names);
    for (String name : names) {
      drop(connection, name);
    }
  }

  /** Signals and polls: the server's own waiting form takes 100 ms at least. */
  private static void terminate(Connection connection, List<String> names) throws SQLException {
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

  /**
   * What the role made stays, owned by the minting account; its privileges in this database go, and
   * with the last of them the role. Where another database of the server still holds some, that
   * database's turn drops it.
   */
  private static void drop(Connection connection, String name) throws SQLException {
    String role = Sql.name(name);
    connection.setAutoCommit(false);
    try {
      RolePrivileges.clear(connection, name);
      connection.commit();
      execute(connection, "DROP ROLE IF EXISTS " + role);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      if (!DEPENDENT_OBJECTS.equals(e.getSQLState())) {
        throw e;
      }
    } finally {
      connection.setAutoCommit(true);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
