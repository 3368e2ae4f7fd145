package dev.gatehouse.control.minting;

import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.policy.Action;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * From privileges to GRANT statements of MariaDB and MySQL. SELECT is granted by column. Writes are
 * granted only on tables of a transactional engine: elsewhere nothing can be undone, so that what a
 * confirmation promises would not hold.
 */
final class MariaDbGrants {
  private static final String TRANSACTIONAL =
      "SELECT COUNT(*) FROM information_schema.tables t"
          + " JOIN information_schema.engines e ON e.engine = t.engine"
          + " WHERE e.transactions = 'YES' AND t.table_schema = ? AND t.table_name = ?";

  private MariaDbGrants() {}

  static List<String> statements(
      Connection connection, GrantRoles roles, List<RelationPrivileges> privileges)
      throws SQLException {
    List<String> sql = new ArrayList<>();
    for (RelationPrivileges relation : privileges) {
      RelationName name = relation.relation();
      Set<String> all = new TreeSet<>(relation.plainColumns());
      all.addAll(relation.sensitiveColumns());
      addSelect(sql, name, relation.plainColumns(), roles.plain());
      addSelect(sql, name, all, roles.sensitive());
      if (!relation.writes().isEmpty() && isTransactional(connection, name)) {
        for (String role : roles.names()) {
          sql.add(
              "GRANT "
                  + verbs(relation.writes())
                  + " ON "
                  + MariaDbSql.table(name)
                  + " TO "
                  + MariaDbSql.account(role));
        }
      }
    }
    return sql;
  }

  private static void addSelect(
      List<String> sql, RelationName name, Collection<String> columns, String role) {
    if (!columns.isEmpty()) {
      String list =
          columns.stream().sorted().map(MariaDbSql::name).collect(Collectors.joining(", "));
      sql.add(
          "GRANT SELECT ("
              + list
              + ") ON "
              + MariaDbSql.table(name)
              + " TO "
              + MariaDbSql.account(role));
    }
  }

  private static String verbs(Set<Action> writes) {
    return writes.stream().sorted().map(MariaDbGrants::verb).collect(Collectors.joining(", "));
  }

  private static String verb(Action action) {
    return switch (action) {
      case INSERT -> "INSERT";
      case UPDATE -> "UPDATE";
      case DELETE -> "DELETE";
      case READ, DDL ->
          throw new IllegalArgumentException(action + " is no privilege to write a relation.");
    };
  }

  private static boolean isTransactional(Connection connection, RelationName name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TRANSACTIONAL)) {
      statement.setString(1, name.schema());
      statement.setString(2, name.name());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1) > 0;
      }
    }
  }
}
