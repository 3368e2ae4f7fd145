package dev.gatehouse.core.policy;

import java.util.Locale;

/** What a rule does with the requests for access that it matches. */
public enum RequestEffect {
  /** Grants at once. */
  APPROVE,
  /** Lets reviewers decide. */
  REVIEW,
  /** Rejects, whatever else permits. */
  DENY;

  /** The word a policy uses. */
  public String policyName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
