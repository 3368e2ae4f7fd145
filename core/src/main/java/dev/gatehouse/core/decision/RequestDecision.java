package dev.gatehouse.core.decision;

import dev.gatehouse.core.policy.Who;
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
   * What one rule demands of a review.
   *
   * @param ruleId the rule
   * @param approvers how many people, at least 1
   * @param by which people count
   */
  record Demand(String ruleId, int approvers, Who by) {
    public Demand {
      Objects.requireNonNull(ruleId);
      Objects.requireNonNull(by);
    }
  }

  /**
   * Reviewers decide. Every demand must be met; one person may count towards several.
   *
   * @param approvers how many people must approve, at least 1
   * @param demands one of each matching rule
   */
  record Review(
      int approvers,
      List<Demand> demands,
      List<String> ruleIds,
      String reason,
      List<RuleVerdict> verdicts)
      implements RequestDecision {
    public Review {
      demands = List.copyOf(demands);
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
