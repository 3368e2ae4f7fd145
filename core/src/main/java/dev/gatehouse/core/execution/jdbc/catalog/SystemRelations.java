package dev.gatehouse.core.execution.jdbc.catalog;

import dev.gatehouse.core.catalog.RelationName;
import java.util.Set;

/**
 * Which of the server's own relations a statement may name: those that hold names and shapes. Those
 * that hold values (statistics, activity, settings), secrets or session state are left out.
 */
final class SystemRelations {
  private static final Set<String> PG_CATALOG =
      Set.of(
          "pg_aggregate",
          "pg_am",
          "pg_attribute",
          "pg_cast",
          "pg_class",
          "pg_collation",
          "pg_constraint",
          "pg_database",
          "pg_depend",
          "pg_description",
          "pg_enum",
          "pg_extension",
          "pg_index",
          "pg_indexes",
          "pg_inherits",
          "pg_language",
          "pg_matviews",
          "pg_namespace",
          "pg_operator",
          "pg_partitioned_table",
          "pg_range",
          "pg_roles",
          "pg_shdescription",
          "pg_tables",
          "pg_tablespace",
          "pg_trigger",
          "pg_type",
          "pg_views");
  private static final Set<String> INFORMATION_SCHEMA =
      Set.of(
          "character_sets",
          "check_constraints",
          "collations",
          "column_domain_usage",
          "column_privileges",
          "columns",
          "constraint_column_usage",
          "constraint_table_usage",
          "domains",
          "element_types",
          "enabled_roles",
          "key_column_usage",
          "parameters",
          "referential_constraints",
          "role_table_grants",
          "schemata",
          "table_constraints",
          "table_privileges",
          "tables",
          "view_column_usage",
          "view_table_usage",
          "views");

  private SystemRelations() {}

  static boolean isSystemSchema(String schema) {
    return schema.equals("pg_catalog") || schema.equals("information_schema");
  }

  static boolean mayBeNamed(RelationName name) {
    return name.schema().equals("pg_catalog") && PG_CATALOG.contains(name.name())
        || name.schema().equals("information_schema") && INFORMATION_SCHEMA.contains(name.name());
  }
}
