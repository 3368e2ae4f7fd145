package dev.gatehouse.core.decision;

import dev.gatehouse.core.policy.PolicyRule;
import java.util.List;
import java.util.Set;

/**
 * How a rule came out for a statement.
 *
 * @param rule the rule
 * @param verdict as it is recorded
 * @param covered accesses that it is about; for {@code allow}, those it permits
 * @param misses what did not hold; few of them make a near miss
 */
record RuleMatch(PolicyRule rule, RuleVerdict verdict, Set<Access> covered, List<String> misses) {
  boolean matched() {
    return verdict.outcome() == RuleVerdict.Outcome.MATCHED;
  }

  boolean failed() {
    return verdict.outcome() == RuleVerdict.Outcome.ERROR;
  }
}
