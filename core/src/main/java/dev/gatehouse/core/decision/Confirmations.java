package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.WriteTarget;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.policy.Words;
import java.util.List;

/** What a person is asked before a statement that could destroy, or that a rule wants confirmed. */
final class Confirmations {
  private Confirmations() {}

  static Decision decision(
      StatementContext context,
      List<RuleMatch> confirms,
      Obligations obligations,
      List<RuleVerdict> verdicts,
      String digest) {
    boolean production =
        context.grant().source().environment() == Environment.PRODUCTION
            && context.facts().destructive();
    boolean typed = production || confirms.stream().anyMatch(match -> match.rule().typedName());
    String target =
        context.facts().writes().stream()
            .map(WriteTarget::relation)
            .map(relation -> relation.name())
            .findFirst()
            .orElse(context.grant().source().name());
    String reason =
        confirms.isEmpty()
            ? "This "
                + Words.word(context.facts().kind())
                + " could destroy data that nobody meant to lose"
                + (production ? " in production" : "")
                + "; check what it would touch."
            : Decider.reasons(confirms);
    return new Decision.Confirm(obligations, typed ? target : "", reason, verdicts, digest);
  }
}
