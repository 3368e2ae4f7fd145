package dev.gatehouse.core.policy;

import java.util.Locale;

/** What a rule does with the requests for access that it matches. */
public enum RequestEffect {
  /** Grants at once. */
  APPROVE,
  /** Lets reviewers decide. */
  REVIEW,
  /** Grants at once to who says that it is an emergency; loud, short, and reviewed afterwards. */
  BREAK_GLASS,
  /** Rejects, whatever else permits. */
  DENY;

  /** The word a policy uses. */
  public String policyName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
