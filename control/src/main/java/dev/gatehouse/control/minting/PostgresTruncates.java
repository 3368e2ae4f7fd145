package dev.gatehouse.control.minting;

import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.policy.Action;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Who may delete every row of a table may also truncate it. Not where row security hides rows from
 * DELETE, since TRUNCATE does not ask it, and not where the minting account may not hand it on.
 */
final class PostgresTruncates {
  private static final String MAY =
      "SELECT FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')"
          + " AND NOT c.relrowsecurity"
          + " AND pg_catalog.has_table_privilege(c.oid, 'TRUNCATE WITH GRANT OPTION')";

  private PostgresTruncates() {}

  static List<String> of(Connection connection, RelationPrivileges relation, GrantRoles roles)
      throws SQLException {
    if (!relation.writes().contains(Action.DELETE)) {
      return List.of();
    }
    RelationName name = relation.relation();
    try (PreparedStatement statement = connection.prepareStatement(MAY)) {
      statement.setString(1, name.schema());
      statement.setString(2, name.name());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? List.of(
                "GRANT TRUNCATE ON "
                    + Sql.name(name.schema(), name.name())
                    + " TO "
                    + Sql.name(roles.plain())
                    + ", "
                    + Sql.name(roles.sensitive()))
            : List.of();
      }
    }
  }
}
