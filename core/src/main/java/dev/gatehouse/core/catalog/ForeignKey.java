package dev.gatehouse.core.catalog;

import java.util.List;
import java.util.Objects;

/**
 * A foreign key of a relation.
 *
 * @param columns the referencing columns, in key order
 * @param target the referenced relation
 * @param targetColumns the referenced columns, in the same order
 */
public record ForeignKey(List<String> columns, RelationName target, List<String> targetColumns) {
  public ForeignKey {
    columns = List.copyOf(columns);
    Objects.requireNonNull(target);
    targetColumns = List.copyOf(targetColumns);
  }
}
