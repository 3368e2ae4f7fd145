package dev.gatehouse.app.policytest;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.Obligations;
import java.util.List;
import java.util.Optional;

/** The words for decisions that programs read, as the record has them. */
public final class Effects {
  private Effects() {}

  /** Of allow, allow_masked, confirm, needs_approval and deny. */
  public static String word(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> "allow";
      case Decision.AllowMasked masked -> "allow_masked";
      case Decision.Confirm confirm -> "confirm";
      case Decision.NeedsApproval approval -> "needs_approval";
      case Decision.Deny deny -> "deny";
    };
  }

  /** How a statement that may run must run; empty for one that may not. */
  public static Optional<Obligations> obligations(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> Optional.of(allow.obligations());
      case Decision.AllowMasked masked -> Optional.of(masked.obligations());
      case Decision.Confirm confirm -> Optional.of(confirm.obligations());
      case Decision.NeedsApproval approval -> Optional.empty();
      case Decision.Deny deny -> Optional.empty();
    };
  }

  /** The masks of a statement that may run, by position; empty for one that may not. */
  public static List<ColumnMask> masks(Decision decision) {
    return obligations(decision).map(Obligations::masks).orElse(List.of());
  }
}
