package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.Hazard;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.FloorRole;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.execution.StatementExecutor;
import java.util.Optional;

/** What the policy permits and this session has no way to run is denied before anybody is asked. */
final class Carriage {
  private Carriage() {}

  static Decision checked(Decision decision, Facts facts, StatementExecutor executor) {
    Optional<Obligations> obligations = SessionRecord.obligations(decision);
    if (obligations.isEmpty()) {
      return decision;
    }
    if (!executor.carries(obligations.get().role())) {
      return denied(decision, sentence(obligations.get().role()));
    }
    return facts.hazards().contains(Hazard.OUTSIDE_TRANSACTION)
        ? denied(
            decision,
            "It cannot run inside of a transaction, and every statement here runs in one; leave"
                + " CONCURRENTLY out, or ask the database's administrator.")
        : decision;
  }

  private static String sentence(FloorRole role) {
    return switch (role) {
      case OWNER ->
          "The policy allows it, but changing the schema needs an owner's rights, and an owner"
              + " reads past every mask, so no session on a person's machine has them; ask the"
              + " database's administrator to run it.";
      case PLAIN, SENSITIVE -> "This session has lost its database role; open the session again.";
    };
  }

  private static Decision denied(Decision decision, String sentence) {
    return new Decision.Deny(sentence, decision.verdicts(), decision.policyDigest());
  }
}
