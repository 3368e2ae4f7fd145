package dev.gatehouse.app.sandbox;

import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * For whom and under what a sandbox is opened: the policy, and the grant that it makes by itself.
 *
 * @param source the database, and the account that mints in it
 * @param policy the policy to try
 * @param principal who acts
 * @param relations patterns of the grant
 * @param actions of the grant
 * @param unmask tags whose masks the grant lifts
 * @param purpose of the grant
 * @param ticket of the grant
 * @param approvers names of people who approved the grant
 * @param rowCap most rows a statement shows, or 0 for no cap of the grant's own
 * @param duration of the grant
 */
public record SandboxRequest(
    SandboxSource source,
    PolicySet policy,
    Principal principal,
    Set<String> relations,
    Set<Action> actions,
    Set<String> unmask,
    String purpose,
    String ticket,
    List<String> approvers,
    long rowCap,
    Duration duration) {
  public SandboxRequest {
    Objects.requireNonNull(source);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(principal);
    relations = Set.copyOf(relations);
    actions = Set.copyOf(actions);
    unmask = Set.copyOf(unmask);
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(ticket);
    approvers = List.copyOf(approvers);
    Objects.requireNonNull(duration);
  }

  /** The grant, from now on. */
  Grant grant(String id, Instant now) {
    return new Grant(
        id,
        principal,
        source.id(),
        relations,
        actions,
        unmask,
        ExportFormat.ANY,
        rowCap,
        purpose,
        ticket,
        now,
        now.plus(duration),
        approvers,
        List.of(),
        policy.digest());
  }
}
