package dev.gatehouse.app.demo;

import dev.gatehouse.postgres.PostgresServer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import org.postgresql.PGConnection;

/**
 * The account with which the control service uses its own database, and owns it; elsewhere it may
 * do nothing. Its password is new at every start and written nowhere.
 *
 * @param user the role's name
 * @param password its password
 */
record ControlOwner(String user, String password) {
  private static final String ATTRIBUTES =
      " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";

  /**
   * Makes the account, or renews its password, and gives it the database with all that earlier
   * demos made there as another owner.
   *
   * @param database lower-case letters, digits and underscores
   * @param user the role's name, the same
   */
  static ControlOwner prepare(PostgresServer server, String database, String user)
      throws SQLException {
    for (String name : new String[] {database, user}) {
      if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
        throw new IllegalArgumentException("'" + name + "' is no plain name.");
      }
    }
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(makeRole(user));
      statement.execute("ALTER ROLE " + user + ATTRIBUTES);
      // The verifier is made here, so that the password itself never travels or meets a log.
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(user, password.toCharArray(), "scram-sha-256");
      statement.execute("ALTER DATABASE " + database + " OWNER TO " + user);
      statement.execute(takeAll(user));
      connection.commit();
    }
    return new ControlOwner(user, password);
  }

  private static String makeRole(String user) {
    return """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s; END IF;
        END $$"""
        .formatted(user);
  }

  /**
   * The schema follows the database's owner by itself, indexes and sequences follow their table.
   */
  private static String takeAll(String user) {
    return """
        DO $$ DECLARE command text; BEGIN
          FOR command IN
            SELECT format('ALTER TABLE %%s OWNER TO %1$s', c.oid::regclass) FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
              AND c.relowner <> '%1$s'::regrole
            UNION ALL
            SELECT format('ALTER ROUTINE %%s OWNER TO %1$s', p.oid::regprocedure) FROM pg_proc p
            WHERE p.pronamespace = 'public'::regnamespace AND p.proowner <> '%1$s'::regrole
          LOOP EXECUTE command; END LOOP;
        END $$"""
        .formatted(user);
  }

  @Override
  public String toString() {
    return "ControlOwner[user=" + user + "]";
  }
}
