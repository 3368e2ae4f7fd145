package dev.gatehouse.control.minting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes a role's privileges in the connected database away, keeping what it made. */
final class PostgresPrivileges {
  private static final String SEQUENCES =
      "SELECT DISTINCT n.nspname, c.relname FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,"
          + " LATERAL pg_catalog.aclexplode(c.relacl) a"
          + " JOIN pg_catalog.pg_roles r ON r.oid = a.grantee"
          + " WHERE c.relkind = 'S' AND r.rolname = ?";

  private PostgresPrivileges() {}

  /**
   * Objects of the role become the minting account's; privileges go. Privileges on sequences are
   * revoked one by one, because DROP OWNED treats a sequence as a table and asks for the right to
   * grant its columns.
   */
  static void clear(Connection connection, String role) throws SQLException {
    String name = Sql.name(role);
    Sql.execute(connection, "REASSIGN OWNED BY " + name + " TO CURRENT_USER");
    for (String sequence : sequences(connection, role)) {
      Sql.execute(connection, "REVOKE USAGE ON SEQUENCE " + sequence + " FROM " + name);
    }
    Sql.execute(connection, "DROP OWNED BY " + name);
  }

  private static List<String> sequences(Connection connection, String role) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SEQUENCES)) {
      statement.setString(1, role);
      List<String> names = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(Sql.name(rows.getString(1), rows.getString(2)));
        }
      }
      return names;
    }
  }
}
