package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.decision.RelationPrivileges;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Accounts of MariaDB and MySQL. Each statement about them is final at once, so they stay locked
 * until all their privileges stand. The server knows no moment at which an account ends, only a
 * number of days after which it asks for a new password: that is the net below {@link #end}.
 */
final class MariaDbAccounts implements Accounts {
  private static final Duration MOST_WAIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 5;
  private static final int NO_SUCH_THREAD = 1094;

  /** ER_NONEXISTING_GRANT, ER_INVALID_ROLE: before MariaDB 10.11 there is no PUBLIC. */
  private static final Set<Integer> NO_PUBLIC = Set.of(1141, 1959);

  private final AccountSql sql;

  MariaDbAccounts(AccountSql sql) {
    this.sql = sql;
  }

  @Override
  public void mint(
      Connection connection,
      SourceConfig source,
      MintedRoles minted,
      Instant until,
      List<RelationPrivileges> privileges)
      throws SQLException, MintingException {
    checkServer(connection, source, privileges);
    GrantRoles roles = minted.roles();
    boolean anew = !existing(connection, roles).isEmpty();
    try {
      lockedAccount(connection, source, roles.plain(), minted.plainPassword(), until);
      lockedAccount(connection, source, roles.sensitive(), minted.sensitivePassword(), until);
      for (String grant : MariaDbGrants.statements(connection, roles, privileges)) {
        Sql.execute(connection, grant);
      }
      Sql.execute(connection, "ALTER USER " + both(roles) + " ACCOUNT UNLOCK");
    } catch (SQLException e) {
      if (!anew) {
        Sql.execute(connection, "DROP USER IF EXISTS " + both(roles));
      }
      throw e;
    }
  }

  private void lockedAccount(
      Connection connection, SourceConfig source, String role, String password, Instant until)
      throws SQLException {
    String account = MariaDbSql.account(role);
    long days = Math.max(1, Duration.between(Instant.now(), until).toDays() + 1);
    String attributes =
        sql.password(password)
            + (isEncrypted(source) ? " REQUIRE SSL" : "")
            + sql.limits()
            + " PASSWORD EXPIRE INTERVAL "
            + days
            + " DAY ACCOUNT LOCK";
    Sql.execute(connection, "CREATE USER IF NOT EXISTS " + account + attributes);
    Sql.execute(connection, "ALTER USER " + account + attributes);
    Sql.execute(connection, "REVOKE ALL PRIVILEGES, GRANT OPTION FROM " + account);
  }

  private static boolean isEncrypted(SourceConfig source) {
    return source.sslMode().equals("require") || source.sslMode().startsWith("verify-");
  }

  /** What the server opens to everybody would be open to the accounts as well. */
  private void checkServer(
      Connection connection, SourceConfig source, List<RelationPrivileges> privileges)
      throws SQLException, MintingException {
    String name = source.id().name();
    if (!strings(connection, sql.anonymous()).equals(Set.of("0"))) {
      throw MintingException.because(
          "The server of "
              + name
              + " has an anonymous account, for which it would take grants' accounts; drop it.");
    }
    Set<String> governed = new TreeSet<>(Set.of(source.id().database()));
    privileges.forEach(relation -> governed.add(relation.relation().schema()));
    for (String granted : ofPublic(connection)) {
      if (!granted.startsWith("GRANT USAGE ON *.* ") && PublicGrant.reaches(granted, governed)) {
        throw MintingException.because(
            "The server of "
                + name
                + " gives PUBLIC privileges on its tables, which every account inherits; revoke"
                + " them.");
      }
    }
  }

  private static Set<String> ofPublic(Connection connection) throws SQLException {
    try {
      return strings(connection, "SHOW GRANTS FOR PUBLIC");
    } catch (SQLException e) {
      if (NO_PUBLIC.contains(e.getErrorCode())) {
        return Set.of();
      }
      throw e;
    }
  }

  @Override
  public boolean end(Connection connection, GrantRoles roles) throws SQLException {
    for (String role : existing(connection, roles)) {
      Sql.execute(connection, "ALTER USER " + MariaDbSql.account(role) + " ACCOUNT LOCK");
    }
    kill(connection, roles);
    Sql.execute(connection, "DROP USER IF EXISTS " + both(roles));
    // A login that was under way while the account was locked is seen by its name only now.
    kill(connection, roles);
    return existing(connection, roles).isEmpty();
  }

  private static void kill(Connection connection, GrantRoles roles) throws SQLException {
    String sessions =
        "SELECT id FROM information_schema.processlist WHERE user IN ("
            + MariaDbSql.literal(roles.plain())
            + ", "
            + MariaDbSql.literal(roles.sensitive())
            + ")";
    long deadline = System.nanoTime() + MOST_WAIT.toNanos();
    Set<String> ids = strings(connection, sessions);
    while (!ids.isEmpty()) {
      for (String id : ids) {
        kill(connection, Long.parseLong(id));
      }
      if (System.nanoTime() > deadline) {
        throw new SQLException("Sessions of the account did not end.", "57014");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
      ids = strings(connection, sessions);
    }
  }

  private static void kill(Connection connection, long id) throws SQLException {
    try {
      Sql.execute(connection, "KILL CONNECTION " + id);
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_THREAD) {
        throw e;
      }
    }
  }

  private List<String> existing(Connection connection, GrantRoles roles) throws SQLException {
    Set<String> found = strings(connection, sql.names("^gh_" + roles.grantId() + "_[ps]$"));
    List<String> names = new ArrayList<>(roles.names());
    names.retainAll(found);
    return names;
  }

  private static String both(GrantRoles roles) {
    return MariaDbSql.account(roles.plain()) + ", " + MariaDbSql.account(roles.sensitive());
  }

  @Override
  public Set<String> administered(Connection connection) throws SQLException {
    return strings(connection, sql.administered());
  }

  @Override
  public Set<String> sandboxes(Connection connection) throws SQLException {
    return strings(connection, sql.names("^gh_try_[0-9a-f]{16}_[ps]$"));
  }

  @Override
  public void hold(Connection connection, String digits) throws SQLException {
    Sql.execute(connection, "SET SESSION wait_timeout = 2147483");
    if (!strings(connection, "SELECT GET_LOCK(" + lock(digits) + ", 0)").equals(Set.of("1"))) {
      throw new SQLException("The lock is held by another.", "55P03");
    }
  }

  @Override
  public boolean held(Connection connection, String digits) throws SQLException {
    return strings(connection, "SELECT IS_USED_LOCK(" + lock(digits) + ") IS NOT NULL")
        .equals(Set.of("1"));
  }

  private static String lock(String digits) {
    return MariaDbSql.literal("gh_" + GrantRoles.SANDBOX + digits);
  }

  private static Set<String> strings(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet rows = statement.executeQuery(query)) {
        Set<String> strings = new LinkedHashSet<>();
        while (rows.next()) {
          strings.add(rows.getString(1));
        }
        return strings;
      }
    }
  }
}
