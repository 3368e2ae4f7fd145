package dev.gatehouse.app.cli;

import dev.gatehouse.core.decision.Decision;

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
}
