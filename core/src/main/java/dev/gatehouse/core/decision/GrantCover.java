package dev.gatehouse.core.decision;

import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.RelationPattern;
import dev.gatehouse.core.policy.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a grant covers what a statement does; the answer is a sentence where it does not. */
final class GrantCover {
  private final Grant grant;

  GrantCover(Grant grant) {
    this.grant = grant;
  }

  /** Whose it is and when it holds. */
  Optional<String> usable(Principal principal, Instant now) {
    Principal beneficiary = grant.beneficiary();
    if (!beneficiary.issuer().equals(principal.issuer())
        || !beneficiary.subject().equals(principal.subject())) {
      return Optional.of("The grant belongs to somebody else; ask for one of your own.");
    }
    if (now.isBefore(grant.start())) {
      return Optional.of("The grant begins at " + grant.start() + "; wait until then.");
    }
    if (!grant.holdsAt(now)) {
      return Optional.of("The grant ended at " + grant.end() + "; ask for access again.");
    }
    return Optional.empty();
  }

  /** What it does not cover of the accesses. */
  Optional<String> covers(Set<Access> accesses) {
    List<RelationPattern> patterns;
    try {
      patterns = grant.relations().stream().map(RelationPattern::parse).toList();
    } catch (IllegalArgumentException e) {
      return Optional.of("The grant names relations that cannot be read; ask for access again.");
    }
    for (Access access : accesses) {
      if (access.system()) {
        continue;
      }
      boolean relation =
          access.relation().isEmpty()
              || patterns.stream().anyMatch(p -> p.matches(access.relation().get()));
      if (!relation || !grant.actions().contains(access.action())) {
        return Optional.of(sentence(access));
      }
    }
    return Optional.empty();
  }

  private String sentence(Access access) {
    return "The grant allows "
        + Words.list(grant.actions())
        + " on "
        + Words.list(grant.relations())
        + ", not "
        + access.words()
        + "; ask for access that includes it.";
  }
}
