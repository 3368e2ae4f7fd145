package dev.gatehouse.app.sandbox;

import dev.gatehouse.app.policytest.Assumptions;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * For whom and under what a sandbox is opened: the policy, and the grant that it makes by itself.
 *
 * @param source the database, and the account that mints in it
 * @param policy the policy to try
 * @param assumed who acts, and what the grant gives
 * @param rowCap most rows a statement shows, or 0 for no cap of the grant's own
 * @param duration of the grant
 */
public record SandboxRequest(
    SandboxSource source, PolicySet policy, Assumptions assumed, long rowCap, Duration duration) {
  public SandboxRequest {
    Objects.requireNonNull(source);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(assumed);
    Objects.requireNonNull(duration);
  }

  Principal principal() {
    return assumed.principal();
  }

  /** The grant, from now on. */
  Grant grant(String id, Instant now) {
    return assumed.grant(policy, id, rowCap, now, now.plus(duration));
  }
}
