package dev.gatehouse.core.decision;

import java.util.List;
import java.util.Objects;

/** What happens with a request for access, and which rules said so. */
public sealed interface RequestDecision {
  /** The sentence a person reads. */
  String reason();

  /** The rules behind it, in the policy's order; empty where none matched. */
  List<String> ruleIds();

  /** Every request rule's verdict, in the policy's order. */
  List<RuleVerdict> verdicts();

  /** Granted at once. */
  record Approve(List<String> ruleIds, String reason, List<RuleVerdict> verdicts)
      implements RequestDecision {
    public Approve {
      ruleIds = List.copyOf(ruleIds);
      Objects.requireNonNull(reason);
      verdicts = List.copyOf(verdicts);
    }
  }

  /**
   * Reviewers decide.
   *
   * @param approvers how many people must approve, at least 1
   */
  record Review(int approvers, List<String> ruleIds, String reason, List<RuleVerdict> verdicts)
      implements RequestDecision {
    public Review {
      ruleIds = List.copyOf(ruleIds);
      Objects.requireNonNull(reason);
      verdicts = List.copyOf(verdicts);
    }
  }

  /** Not possible, whoever approved it. */
  record Reject(List<String> ruleIds, String reason, List<RuleVerdict> verdicts)
      implements RequestDecision {
    public Reject {
      ruleIds = List.copyOf(ruleIds);
      Objects.requireNonNull(reason);
      verdicts = List.copyOf(verdicts);
    }
  }
}
