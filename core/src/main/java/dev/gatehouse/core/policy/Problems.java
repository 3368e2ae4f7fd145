package dev.gatehouse.core.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong while a policy is read, so that an author sees all of it at once. */
final class Problems {
  private final List<PolicyProblem> found = new ArrayList<>();

  void add(int line, String rule, String sentence) {
    found.add(new PolicyProblem(line, rule, sentence));
  }

  void failIfAny() throws PolicyException {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  PolicyException exception() {
    return new PolicyException(
        found.stream().sorted(Comparator.comparingInt(PolicyProblem::line)).toList());
  }
}
