package dev.gatehouse.core.decision;

import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.policy.Action;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a grant's two roles may do with a relation.
 *
 * @param relation the relation
 * @param plainColumns columns that both roles may select
 * @param sensitiveColumns columns that only the sensitive role may select
 * @param writes of insert, update and delete, for both roles
 */
public record RelationPrivileges(
    RelationName relation,
    List<String> plainColumns,
    List<String> sensitiveColumns,
    Set<Action> writes) {
  public RelationPrivileges {
    Objects.requireNonNull(relation);
    plainColumns = List.copyOf(plainColumns);
    sensitiveColumns = List.copyOf(sensitiveColumns);
    writes = Set.copyOf(writes);
  }

  /** Whether it gives anything at all. */
  public boolean isEmpty() {
    return plainColumns.isEmpty() && sensitiveColumns.isEmpty() && writes.isEmpty();
  }
}
