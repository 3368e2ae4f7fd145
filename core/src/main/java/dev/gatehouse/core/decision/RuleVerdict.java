package dev.gatehouse.core.decision;

import java.util.Objects;

/**
 * What one rule said of one statement; every rule of the policy has one in every decision.
 *
 * @param ruleId the rule
 * @param outcome matched, not matched, or error
 * @param why one sentence: what matched, or what did not
 */
public record RuleVerdict(String ruleId, Outcome outcome, String why) {
  public RuleVerdict {
    Objects.requireNonNull(ruleId);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(why);
  }

  /** How a rule came out. */
  public enum Outcome {
    MATCHED,
    NOT_MATCHED,
    ERROR
  }
}
