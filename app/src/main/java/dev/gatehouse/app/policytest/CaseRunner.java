package dev.gatehouse.app.policytest;

import dev.gatehouse.app.policytest.CaseResult.Difference;
import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.RuleVerdict;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides a case and compares. */
final class CaseRunner {
  private final PolicySet policy;
  private final Judge judge;

  CaseRunner(PolicySet policy, Judge judge) {
    this.policy = policy;
    this.judge = judge;
  }

  CaseResult run(PolicyCase test) {
    return switch (judge.analyze(test.statement())) {
      case AnalysisResult.Refused refused ->
          compare(
              test,
              "deny",
              refused.refusal().sentence(),
              refused.refusal().code().name().toLowerCase(Locale.ROOT),
              Set.of(),
              Map.of());
      case AnalysisResult.Understood understood -> {
        Decision decision = judge.decide(understood, policy, test.assumptions(), test.now());
        yield compare(
            test,
            Effects.word(decision),
            decision.reason(),
            "",
            matched(decision),
            masks(Effects.masks(decision)));
      }
    };
  }

  private static Set<String> matched(Decision decision) {
    Set<String> ids = new TreeSet<>();
    decision.verdicts().stream()
        .filter(verdict -> verdict.outcome() == RuleVerdict.Outcome.MATCHED)
        .forEach(verdict -> ids.add(verdict.ruleId()));
    return ids;
  }

  /** Of columns with the same name, the masks of all. */
  private static Map<String, String> masks(List<ColumnMask> masks) {
    Map<String, String> byName = new TreeMap<>();
    for (ColumnMask mask : masks) {
      if (mask.mask() != MaskKind.NONE) {
        byName.merge(
            mask.column(),
            mask.mask().policyName(),
            (one, other) -> one.equals(other) ? one : one + ", " + other);
      }
    }
    return byName;
  }

  private static CaseResult compare(
      PolicyCase test,
      String effect,
      String reason,
      String refusal,
      Set<String> rules,
      Map<String, String> masks) {
    Expected expected = test.expected();
    List<Difference> found = new ArrayList<>();
    expected
        .effect()
        .filter(word -> !word.equals(effect))
        .ifPresent(word -> found.add(new Difference("effect", word, effect + ": " + reason)));
    expected
        .refusal()
        .filter(code -> !code.equals(refusal))
        .ifPresent(code -> found.add(new Difference("refusal", shown(code), shown(refusal))));
    expected
        .rules()
        .filter(ids -> !ids.equals(rules))
        .ifPresent(ids -> found.add(new Difference("rules", list(ids), list(rules))));
    expected.masks().ifPresent(wanted -> addMasks(wanted, masks, found));
    expected
        .reason()
        .filter(part -> !reason.contains(part))
        .ifPresent(part -> found.add(new Difference("reason", "… " + part + " …", reason)));
    return new CaseResult(test.name(), test.statement(), effect, reason, found);
  }

  private static void addMasks(
      Map<String, String> expected, Map<String, String> actual, List<Difference> found) {
    Set<String> columns = new TreeSet<>(expected.keySet());
    columns.addAll(actual.keySet());
    for (String column : columns) {
      String wanted = expected.getOrDefault(column, "none");
      String given = actual.getOrDefault(column, "none");
      if (!wanted.equals(given)) {
        found.add(new Difference("mask of " + column, wanted, given));
      }
    }
  }

  private static String list(Set<String> ids) {
    return ids.isEmpty() ? "none" : String.join(", ", new TreeSet<>(ids));
  }

  private static String shown(String code) {
    return code.isEmpty() ? "none" : code;
  }
}
