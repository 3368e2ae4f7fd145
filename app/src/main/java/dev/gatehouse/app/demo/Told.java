package dev.gatehouse.app.demo;

import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.RuleVerdict;
import dev.gatehouse.core.pipeline.Outcome;
import java.util.List;

/** Decisions and outcomes in words. */
final class Told {
  private Told() {}

  /** Says why, and which of the policy's rules matched. */
  static void why(Narrator narrator, Decision decision) {
    narrator.aside("why: " + decision.reason());
    List<String> matched =
        decision.verdicts().stream()
            .filter(verdict -> verdict.outcome() == RuleVerdict.Outcome.MATCHED)
            .map(RuleVerdict::ruleId)
            .toList();
    narrator.aside(
        "rules: %s, of %d that were asked"
            .formatted(
                matched.isEmpty() ? "none matched" : String.join(", ", matched),
                decision.verdicts().size()));
  }

  /** One phrase for an outcome that a step did not expect. */
  static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rows rows -> "it returned rows";
      case Outcome.Written written -> "it changed " + written.rows() + " rows";
      case Outcome.Refused refused -> "it was refused: " + refused.refusal().sentence();
      case Outcome.Denied denied -> "it was denied: " + denied.decision().reason();
      case Outcome.NeedsApproval waits -> "it needs an approval: " + waits.decision().reason();
      case Outcome.NotConfirmed not -> "it was not confirmed";
      case Outcome.Failed failed ->
          "the server failed (%s): %s"
              .formatted(failed.failure().sqlState(), failed.failure().message());
      case Outcome.Ended ended -> "the session had ended: " + ended.sentence();
    };
  }
}
