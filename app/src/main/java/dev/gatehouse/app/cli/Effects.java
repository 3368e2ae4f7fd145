package dev.gatehouse.app.cli;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import java.util.List;

/** The words for decisions that programs read, as the record has them. */
final class Effects {
  private Effects() {}

  static String word(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> "allow";
      case Decision.AllowMasked masked -> "allow_masked";
      case Decision.Confirm confirm -> "confirm";
      case Decision.NeedsApproval approval -> "needs_approval";
      case Decision.Deny deny -> "deny";
    };
  }

  /** The masks of a statement that may run; empty for one that may not. */
  static List<ColumnMask> masks(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> allow.obligations().masks();
      case Decision.AllowMasked masked -> masked.obligations().masks();
      case Decision.Confirm confirm -> confirm.obligations().masks();
      case Decision.NeedsApproval approval -> List.of();
      case Decision.Deny deny -> List.of();
    };
  }
}
