package dev.gatehouse.core.decision;

import java.util.List;
import java.util.Objects;

/** What may happen with a statement, and which rules said so. */
public sealed interface Decision {
  /** The sentence a person reads. */
  String reason();

  /** Every rule's verdict, in the policy's order. */
  List<RuleVerdict> verdicts();

  /** The digest of the policy it was made under. */
  String policyDigest();

  /** Runs as it is; no column is masked. */
  record Allow(
      Obligations obligations, String reason, List<RuleVerdict> verdicts, String policyDigest)
      implements Decision {
    public Allow {
      Objects.requireNonNull(obligations);
      Objects.requireNonNull(reason);
      verdicts = List.copyOf(verdicts);
      Objects.requireNonNull(policyDigest);
    }
  }

  /** Runs; at least one output column is masked. */
  record AllowMasked(
      Obligations obligations, String reason, List<RuleVerdict> verdicts, String policyDigest)
      implements Decision {
    public AllowMasked {
      Objects.requireNonNull(obligations);
      Objects.requireNonNull(reason);
      verdicts = List.copyOf(verdicts);
      Objects.requireNonNull(policyDigest);
    }
  }

  /**
   * Runs after the person confirmed what it would touch.
   *
   * @param typedName what the person must type, or an empty string where a yes is enough
   */
  record Confirm(
      Obligations obligations,
      String typedName,
      String reason,
      List<RuleVerdict> verdicts,
      String policyDigest)
      implements Decision {
    public Confirm {
      Objects.requireNonNull(obligations);
      Objects.requireNonNull(typedName);
      Objects.requireNonNull(reason);
      verdicts = List.copyOf(verdicts);
      Objects.requireNonNull(policyDigest);
    }
  }

  /** Does not run until a reviewer approved this exact text. */
  record NeedsApproval(String reason, List<RuleVerdict> verdicts, String policyDigest)
      implements Decision {
    public NeedsApproval {
      Objects.requireNonNull(reason);
      verdicts = List.copyOf(verdicts);
      Objects.requireNonNull(policyDigest);
    }
  }

  /** Does not run. */
  record Deny(String reason, List<RuleVerdict> verdicts, String policyDigest) implements Decision {
    public Deny {
      Objects.requireNonNull(reason);
      verdicts = List.copyOf(verdicts);
      Objects.requireNonNull(policyDigest);
    }
  }
}
