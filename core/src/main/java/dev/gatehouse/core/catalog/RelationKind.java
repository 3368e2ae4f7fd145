package dev.gatehouse.core.catalog;

/** What kind of relation the catalog holds under a name. */
public enum RelationKind {
  TABLE,
  PARTITIONED_TABLE,
  VIEW,
  MATERIALIZED_VIEW,
  FOREIGN_TABLE,
  SYSTEM
}
