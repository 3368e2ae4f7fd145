package dev.gatehouse.core.catalog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A relation as the catalog describes it. Immutable.
 *
 * @param name its name
 * @param kind what it is
 * @param columns in position order, without dropped ones
 * @param primaryKey column names in key order; empty where there is none
 * @param foreignKeys its references to other relations
 * @param viewDefinition the server's own text of a view's query; empty for others
 * @param parents relations it inherits from or is a partition of
 * @param estimatedRows the server's estimate, or -1 where it has none
 */
public record Relation(
    RelationName name,
    RelationKind kind,
    List<Column> columns,
    List<String> primaryKey,
    List<ForeignKey> foreignKeys,
    Optional<String> viewDefinition,
    List<RelationName> parents,
    long estimatedRows) {
  public Relation {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    foreignKeys = List.copyOf(foreignKeys);
    Objects.requireNonNull(viewDefinition);
    parents = List.copyOf(parents);
  }

  /** The column of that stored name, if there is one. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
  }
}
