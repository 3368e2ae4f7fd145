package dev.gatehouse.core.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that cannot be used, with everything that is wrong with it. */
public final class PolicyException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<PolicyProblem> problems;

  PolicyException(List<PolicyProblem> problems) {
    super(
        "The policy is not usable: "
            + problems.stream().map(PolicyProblem::toString).collect(Collectors.joining(" ")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, in the order of lines. */
  public List<PolicyProblem> problems() {
    return problems;
  }
}
