package dev.gatehouse.app.demo.shop;

import dev.gatehouse.postgres.PostgresServer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The account with which the control service mints roles for one data source. It is no superuser:
 * it may make roles, give on what it was given for this shop, and end the sessions of others. Its
 * password is new at every start and written nowhere.
 *
 * @param user the role's name
 * @param password its password
 */
public record Minter(String user, String password) {

  /**
   * Makes the account, or renews its password and rights.
   *
   * @param user the role's name: lower-case letters and underscores
   */
  public static Minter prepare(PostgresServer server, String database, String user)
      throws SQLException {
    if (!user.matches("[a-z_]{1,40}")) {
      throw new IllegalArgumentException("'" + user + "' is no plain name for a role.");
    }
    String password = newPassword();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      String attributes = " LOGIN CREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS";
      statement.execute(
          """
          DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s; END IF;
          END $$\
          """
              .formatted(user));
      statement.execute("ALTER ROLE " + user + attributes);
      // The verifier is made here, so that the password itself never travels or meets a log.
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(user, password.toCharArray(), "scram-sha-256");
      for (String sql : rights(database, user)) {
        statement.execute(sql);
      }
      connection.commit();
    }
    return new Minter(user, password);
  }

  private static List<String> rights(String database, String user) {
    return List.of(
        "ALTER ROLE " + user + " SET createrole_self_grant = 'set, inherit'",
        "GRANT pg_signal_backend TO " + user,
        "GRANT CONNECT ON DATABASE " + database + " TO " + user + " WITH GRANT OPTION",
        "GRANT USAGE ON SCHEMA shop TO " + user + " WITH GRANT OPTION",
        "GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA shop TO "
            + user
            + " WITH GRANT OPTION",
        // Statistics hold values of columns; functions with the owner's rights go round privileges.
        "REVOKE ALL ON pg_stats, pg_stats_ext, pg_stats_ext_exprs, pg_statistic_ext_data FROM"
            + " PUBLIC",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
  }

  private static String newPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Minter[user=" + user + "]";
  }
}
