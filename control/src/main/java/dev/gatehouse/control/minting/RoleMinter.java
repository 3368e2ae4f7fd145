package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.decision.RelationPrivileges;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.postgresql.util.PasswordUtil;

/**
 * Mints the two roles of a grant in one transaction: either both stand with all their privileges,
 * or neither does. Doing it again gives new passwords and the privileges of now. Thread-safe.
 */
public final class RoleMinter {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 32;

  /** Enough for a workbench with several tabs; a stolen password opens no flood. */
  private static final int CONNECTION_LIMIT = 8;

  /** undefined_object: unknown to the server; invalid_parameter_value: its system cannot do it. */
  private static final Set<String> NO_SUCH_SETTING = Set.of("42704", "22023");

  /**
   * Mints, or mints anew.
   *
   * @param source where
   * @param roles the names
   * @param until the grant's end; no session begins after it
   * @param privileges what the roles may do
   * @throws MintingException where it failed; then nothing changed
   */
  public MintedRoles mint(
      SourceConfig source, GrantRoles roles, Instant until, List<RelationPrivileges> privileges)
      throws MintingException {
    MintedRoles minted = new MintedRoles(roles, password(), password());
    try (Connection connection = SourceConnections.open(source)) {
      RoleQueries.inheritCreatedRoles(connection);
      connection.setAutoCommit(false);
      boolean readOnly = privileges.stream().allMatch(relation -> relation.writes().isEmpty());
      shape(connection, roles.plain(), minted.plainPassword(), until, readOnly);
      shape(connection, roles.sensitive(), minted.sensitivePassword(), until, readOnly);
      try (Statement batch = connection.createStatement()) {
        batch.setEscapeProcessing(false);
        List<String> sequences = new ArrayList<>();
        for (RelationPrivileges relation : privileges) {
          sequences.addAll(SequenceGrants.of(connection, relation, roles));
        }
        for (String sql :
            PrivilegeSql.statements(source.id().database(), roles, privileges, sequences)) {
          batch.addBatch(sql);
        }
        batch.executeBatch();
      }
      connection.commit();
      return minted;
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "mint a grant's roles", root(e));
    }
  }

  private static SQLException root(SQLException e) {
    return e.getNextException() == null ? e : e.getNextException();
  }

  private static void shape(
      Connection connection, String role, String password, Instant until, boolean readOnly)
      throws SQLException {
    String name = Sql.name(role);
    if (exists(connection, role)) {
      RolePrivileges.clear(connection, role);
      RoleEnder.execute(connection, "ALTER ROLE " + name + attributes(password, until));
    } else {
      RoleEnder.execute(connection, "CREATE ROLE " + name + attributes(password, until));
      RoleQueries.joinCreatedRole(connection, name);
    }
    // Comfort, not a boundary: a session may undo its own settings; privileges are the boundary.
    RoleEnder.execute(
        connection,
        "ALTER ROLE " + name + " SET default_transaction_read_only = " + (readOnly ? "on" : "off"));
    RoleEnder.execute(connection, "ALTER ROLE " + name + " SET statement_timeout = '15min'");
    noticeLostClients(connection, name);
  }

  /**
   * Lets a session end soon after its client is gone, also in the middle of a statement. A server
   * before version 14, or on a system that cannot tell, goes without.
   */
  private static void noticeLostClients(Connection connection, String name) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      RoleEnder.execute(
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

  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
