package dev.gatehouse.core.execution.jdbc.catalog;

import dev.gatehouse.core.catalog.RelationName;
import java.util.Locale;
import java.util.Set;

/**
 * Which relations of MariaDB's and MySQL's {@code information_schema} a statement may name: those
 * that hold names and shapes. Those that hold values (bounds of partitions, statistics), texts of
 * statements (process list, optimizer trace, bodies of routines) or session state are left out.
 */
final class MariaDbSystemRelations {
  private static final Set<String> NAMES =
      Set.of(
          "applicable_roles",
          "character_sets",
          "check_constraints",
          "collation_character_set_applicability",
          "collations",
          "column_privileges",
          "columns",
          "enabled_roles",
          "engines",
          "key_column_usage",
          "keywords",
          "parameters",
          "referential_constraints",
          "schemata",
          "table_constraints",
          "table_privileges",
          "tables",
          "views");

  private MariaDbSystemRelations() {}

  static boolean mayBeNamed(RelationName name) {
    return name.schema().equalsIgnoreCase("information_schema")
        && NAMES.contains(name.name().toLowerCase(Locale.ROOT));
  }
}
