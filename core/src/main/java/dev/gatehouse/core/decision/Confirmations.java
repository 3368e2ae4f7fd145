package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.Hazard;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.analysis.WriteTarget;
import dev.gatehouse.core.catalog.Environment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
            ? loss(context)
                + (production ? ", and this is production" : "")
                + "; check what it would touch."
            : Decider.reasons(confirms);
    return new Decision.Confirm(obligations, typed ? target : "", reason, verdicts, digest);
  }

  /** What there is no way back from, by what the statement writes. */
  private static String loss(StatementContext context) {
    Set<StatementKind> kinds =
        context.facts().writes().stream().map(WriteTarget::kind).collect(Collectors.toSet());
    if (kinds.contains(StatementKind.MERGE)
        || (kinds.contains(StatementKind.UPDATE) && kinds.contains(StatementKind.DELETE))) {
      return "Changed values and deleted rows are gone";
    }
    if (kinds.contains(StatementKind.DDL)) {
      return context.facts().hazards().contains(Hazard.DROPS_DATA)
          ? "What is dropped is gone"
          : "What it changes is not kept";
    }
    return kinds.contains(StatementKind.UPDATE)
        ? "Changed values are gone"
        : "Deleted rows are gone";
  }
}
