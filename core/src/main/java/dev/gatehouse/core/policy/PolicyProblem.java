package dev.gatehouse.core.policy;

import java.util.Objects;

/**
 * One thing that is wrong with a policy.
 *
 * @param line 1-based line of the file
 * @param rule id of the rule it stands in, or an empty string
 * @param sentence what is wrong and what to write instead
 */
public record PolicyProblem(int line, String rule, String sentence) {
  public PolicyProblem {
    Objects.requireNonNull(rule);
    Objects.requireNonNull(sentence);
  }

  @Override
  public String toString() {
    return "line " + line + (rule.isEmpty() ? "" : ", rule " + rule) + ": " + sentence;
  }
}
