package dev.gatehouse.core.catalog;

import java.util.Objects;

/** A column of a relation of the catalog; both names as the server stores them. */
public record ColumnRef(RelationName relation, String column) implements Comparable<ColumnRef> {
  public ColumnRef {
    Objects.requireNonNull(relation);
    Objects.requireNonNull(column);
  }

  /** Shorthand for tests and builders. */
  public static ColumnRef of(String schema, String relation, String column) {
    return new ColumnRef(new RelationName(schema, relation), column);
  }

  @Override
  public int compareTo(ColumnRef other) {
    int byRelation = relation.compareTo(other.relation);
    return byRelation != 0 ? byRelation : column.compareTo(other.column);
  }

  @Override
  public String toString() {
    return relation + "." + column;
  }
}
