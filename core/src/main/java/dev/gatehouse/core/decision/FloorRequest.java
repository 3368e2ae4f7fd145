package dev.gatehouse.core.decision;

import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import java.util.Objects;
import java.util.Set;

/**
 * For whom and what a grant's two database roles are to be minted.
 *
 * @param beneficiary who will use them
 * @param source where
 * @param relations patterns of the grant
 * @param actions of the grant
 */
public record FloorRequest(
    Principal beneficiary, DataSourceId source, Set<String> relations, Set<Action> actions) {
  public FloorRequest {
    Objects.requireNonNull(beneficiary);
    Objects.requireNonNull(source);
    relations = Set.copyOf(relations);
    actions = Set.copyOf(actions);
  }

  /** What the grant's roles need. */
  public static FloorRequest of(Grant grant) {
    return new FloorRequest(
        grant.beneficiary(), grant.source(), grant.relations(), grant.actions());
  }
}
