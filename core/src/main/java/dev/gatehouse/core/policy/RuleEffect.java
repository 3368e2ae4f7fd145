package dev.gatehouse.core.policy;

import java.util.Locale;

/** What a rule does with the statements that it matches. */
public enum RuleEffect {
  /** Permits what no other rule denies. */
  ALLOW,
  /** Forbids, whatever else permits. */
  DENY,
  /** Asks the person first. */
  CONFIRM,
  /** Waits for a reviewer who approves this exact text. */
  NEEDS_APPROVAL,
  /** Permits uses of masked columns that could tell something about their values. */
  ALLOW_INFERENCE;

  /** The word a policy uses. */
  public String policyName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the rule only ever takes away. */
  public boolean restricts() {
    return switch (this) {
      case ALLOW, ALLOW_INFERENCE -> false;
      case DENY, CONFIRM, NEEDS_APPROVAL -> true;
    };
  }
}
