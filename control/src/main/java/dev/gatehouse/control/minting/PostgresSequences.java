package dev.gatehouse.control.minting;

import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.policy.Action;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Who may insert may draw from the sequences of the relation's own columns. */
final class PostgresSequences {
  private static final String OWNED =
      "SELECT n.nspname, s.relname FROM pg_catalog.pg_depend d"
          + " JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace"
          + " JOIN pg_catalog.pg_class t ON t.oid = d.refobjid"
          + " JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace"
          + " WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'a'"
          + " AND tn.nspname = ? AND t.relname = ?";

  private PostgresSequences() {}

  static List<String> of(Connection connection, RelationPrivileges relation, GrantRoles roles)
      throws SQLException {
    List<String> sql = new ArrayList<>();
    if (!relation.writes().contains(Action.INSERT)) {
      return sql;
    }
    RelationName name = relation.relation();
    try (PreparedStatement statement = connection.prepareStatement(OWNED)) {
      statement.setString(1, name.schema());
      statement.setString(2, name.name());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sql.add(
              "GRANT USAGE ON SEQUENCE "
                  + Sql.name(rows.getString(1), rows.getString(2))
                  + " TO "
                  + Sql.name(roles.plain())
                  + ", "
                  + Sql.name(roles.sensitive()));
        }
      }
    }
    return sql;
  }
}
