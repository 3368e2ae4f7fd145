package dev.gatehouse.control.minting;

import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.policy.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * From privileges to GRANT statements. SELECT is granted by column, even where all columns are
 * open: a column that is added later is then closed until the grant is minted anew.
 */
final class PostgresGrants {
  private PostgresGrants() {}

  static List<String> statements(
      String database, GrantRoles roles, List<RelationPrivileges> privileges, List<String> more) {
    String both = Sql.name(roles.plain()) + ", " + Sql.name(roles.sensitive());
    List<String> sql = new ArrayList<>();
    sql.add("GRANT CONNECT ON DATABASE " + Sql.name(database) + " TO " + both);
    for (String schema : schemas(privileges)) {
      sql.add("GRANT USAGE ON SCHEMA " + Sql.name(schema) + " TO " + both);
    }
    for (RelationPrivileges relation : privileges) {
      RelationName name = relation.relation();
      Set<String> all = new TreeSet<>(relation.plainColumns());
      all.addAll(relation.sensitiveColumns());
      addSelect(sql, name, relation.plainColumns(), roles.plain());
      addSelect(sql, name, all, roles.sensitive());
      if (!relation.writes().isEmpty()) {
        sql.add("GRANT " + verbs(relation.writes()) + " ON " + table(name) + " TO " + both);
      }
    }
    sql.addAll(more);
    return sql;
  }

  private static void addSelect(
      List<String> sql, RelationName name, Collection<String> columns, String role) {
    if (!columns.isEmpty()) {
      String list = columns.stream().sorted().map(Sql::name).collect(Collectors.joining(", "));
      sql.add("GRANT SELECT (" + list + ") ON " + table(name) + " TO " + Sql.name(role));
    }
  }

  private static String verbs(Set<Action> writes) {
    return writes.stream().sorted().map(PostgresGrants::verb).collect(Collectors.joining(", "));
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

  private static Set<String> schemas(List<RelationPrivileges> privileges) {
    return privileges.stream()
        .map(relation -> relation.relation().schema())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String table(RelationName name) {
    return Sql.name(name.schema(), name.name());
  }
}
