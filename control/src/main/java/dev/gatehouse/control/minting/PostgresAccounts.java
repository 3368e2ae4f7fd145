package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.decision.RelationPrivileges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.util.PasswordUtil;

/**
 * Roles of PostgreSQL: both are made in one transaction, the server knows when they end, and {@code
 * NOLOGIN} comes before their backends are terminated, since it leaves open sessions alive.
 */
final class PostgresAccounts implements Accounts {
  /** Enough for a workbench with several tabs; a stolen password opens no flood. */
  private static final int CONNECTION_LIMIT = 8;

  /** undefined_object: unknown to the server; invalid_parameter_value: its system cannot do it. */
  private static final Set<String> NO_SUCH_SETTING = Set.of("42704", "22023");

  private static final String DEPENDENT_OBJECTS = "2BP01";

  private static final String SANDBOXES =
      "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname ~ '^gh_try_[0-9a-f]{16}_[ps]$'";

  /** However long the run lasts, the server keeps the connection. */
  private static final String HOLD =
      "SELECT pg_catalog.set_config('idle_session_timeout', '0', false),"
          + " pg_catalog.pg_advisory_lock(?)";

  /** The two halves of a lock's key, of any database of the server (pg_locks). */
  private static final String HELD =
      "SELECT count(*) FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted"
          + " AND objsubid = 1 AND ((classid::bigint << 32) | objid::bigint) = ?";

  @Override
  public void mint(
      Connection connection,
      SourceConfig source,
      MintedRoles minted,
      Instant until,
      List<RelationPrivileges> privileges)
      throws SQLException {
    GrantRoles roles = minted.roles();
    PostgresQueries.inheritCreatedRoles(connection);
    connection.setAutoCommit(false);
    boolean readOnly = privileges.stream().allMatch(relation -> relation.writes().isEmpty());
    shape(connection, roles.plain(), minted.plainPassword(), until, readOnly);
    shape(connection, roles.sensitive(), minted.sensitivePassword(), until, readOnly);
    try (Statement batch = connection.createStatement()) {
      batch.setEscapeProcessing(false);
      List<String> more = new ArrayList<>();
      for (RelationPrivileges relation : privileges) {
        more.addAll(PostgresSequences.of(connection, relation, roles));
        more.addAll(PostgresTruncates.of(connection, relation, roles));
      }
      for (String sql :
          PostgresGrants.statements(source.id().database(), roles, privileges, more)) {
        batch.addBatch(sql);
      }
      batch.executeBatch();
    }
    connection.commit();
  }

  private static void shape(
      Connection connection, String role, String password, Instant until, boolean readOnly)
      throws SQLException {
    String name = Sql.name(role);
    if (exists(connection, role)) {
      PostgresPrivileges.clear(connection, role);
      Sql.execute(connection, "ALTER ROLE " + name + attributes(password, until));
    } else {
      Sql.execute(connection, "CREATE ROLE " + name + attributes(password, until));
      PostgresQueries.joinCreatedRole(connection, name);
    }
    // Comfort, not a boundary: a session may undo its own settings; privileges are the boundary.
    Sql.execute(
        connection,
        "ALTER ROLE " + name + " SET default_transaction_read_only = " + (readOnly ? "on" : "off"));
    Sql.execute(connection, "ALTER ROLE " + name + " SET statement_timeout = '15min'");
    noticeLostClients(connection, name);
  }

  /**
   * Lets a session end soon after its client is gone, also in the middle of a statement. A server
   * before version 14, or on a system that cannot tell, goes without.
   */
  private static void noticeLostClients(Connection connection, String name) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      Sql.execute(
          connection, "ALTER ROLE " + name + " SET client_connection_check_interval = '5s'");
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      if (!NO_SUCH_SETTING.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      connection.rollback(before);
    }
  }

  /** The server is given the SCRAM verifier, so the password reaches no log of its. */
  private static String attributes(String password, Instant until) throws SQLException {
    String verifier =
        PasswordUtil.encodePassword("unused", password.toCharArray(), "scram-sha-256");
    return " LOGIN NOINHERIT CONNECTION LIMIT "
        + CONNECTION_LIMIT
        + " VALID UNTIL "
        + Sql.literal(until)
        + " PASSWORD "
        + Sql.literal(verifier);
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    String sql = "SELECT FROM pg_catalog.pg_roles WHERE rolname = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, role);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Override
  public boolean end(Connection connection, GrantRoles roles) throws SQLException {
    PostgresQueries.inheritCreatedRoles(connection);
    endAll(connection, existing(connection, roles));
    return existing(connection, roles).isEmpty();
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
      Sql.execute(connection, "ALTER ROLE " + Sql.name(name) + " NOLOGIN");
    }
    PostgresBackends.terminate(connection, names);
    for (String name : names) {
      drop(connection, name);
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
      PostgresPrivileges.clear(connection, name);
      connection.commit();
      Sql.execute(connection, "DROP ROLE IF EXISTS " + role);
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

  @Override
  public Set<String> administered(Connection connection) throws SQLException {
    return names(connection, PostgresQueries.administered(connection));
  }

  @Override
  public Set<String> sandboxes(Connection connection) throws SQLException {
    return names(connection, SANDBOXES);
  }

  private static Set<String> names(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Set<String> names = new LinkedHashSet<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  @Override
  public void hold(Connection connection, String digits) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
      statement.setLong(1, Long.parseUnsignedLong(digits, 16));
      statement.execute();
    }
  }

  @Override
  public boolean held(Connection connection, String digits) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HELD)) {
      statement.setLong(1, Long.parseUnsignedLong(digits, 16));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1) > 0;
      }
    }
  }
}
