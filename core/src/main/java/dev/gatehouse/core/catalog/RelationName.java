package dev.gatehouse.core.catalog;

import java.util.Objects;

/**
 * A relation's name as the server stores it (already case-folded, unquoted).
 *
 * @param schema the schema (PostgreSQL) or database (MariaDB, MySQL)
 * @param name the relation
 */
public record RelationName(String schema, String name) implements Comparable<RelationName> {
  public RelationName {
    Objects.requireNonNull(schema);
    Objects.requireNonNull(name);
  }

  @Override
  public int compareTo(RelationName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
