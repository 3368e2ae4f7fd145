package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.RuleVerdict;
import dev.gatehouse.core.pipeline.Preview;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.sql.Refusal;
import dev.gatehouse.core.sql.RefusalCode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What will happen if a statement runs now, in a form to show.
 *
 * @param kind decides icon and colour
 * @param title one or two words
 * @param reason one sentence
 * @param rule the rules that decided; may be empty
 * @param masks the masks of the result's columns
 * @param verdicts every rule's verdict
 * @param position 0-based offset into the statement, where a place is known
 */
public record Verdict(
    Kind kind,
    String title,
    String reason,
    String rule,
    List<ColumnMask> masks,
    List<RuleVerdict> verdicts,
    OptionalInt position) {
  /** The kinds of verdict. */
  public enum Kind {
    NONE,
    ALLOWED,
    MASKED,
    CONFIRM,
    NEEDS_APPROVAL,
    DENIED,
    NOT_UNDERSTOOD
  }

  /** Nothing to judge: an empty editor, or no connection. */
  static Verdict none(String sentence) {
    return new Verdict(Kind.NONE, "", sentence, "", List.of(), List.of(), OptionalInt.empty());
  }

  static Verdict of(Preview preview) {
    return switch (preview) {
      case Preview.Refused refused -> of(refused.refusal());
      case Preview.Decided decided -> of(decided.decision());
    };
  }

  static Verdict of(Refusal refusal) {
    if (refusal.code() == RefusalCode.EMPTY) {
      return none("");
    }
    return new Verdict(
        Kind.NOT_UNDERSTOOD,
        Strings.get("verdict.notUnderstood"),
        refusal.sentence(),
        refusal.construct(),
        List.of(),
        List.of(),
        refusal.position());
  }

  static Verdict of(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow ->
          decided(Kind.ALLOWED, Strings.get("verdict.allowed"), decision, List.of());
      case Decision.AllowMasked allow -> {
        List<ColumnMask> masks = masked(allow.obligations().masks());
        yield decided(
            Kind.MASKED,
            Strings.counted("verdict.masked.one", "verdict.masked.many", masks.size()),
            decision,
            masks);
      }
      case Decision.Confirm confirm ->
          decided(
              Kind.CONFIRM,
              Strings.get("verdict.confirm"),
              decision,
              masked(confirm.obligations().masks()));
      case Decision.NeedsApproval needs ->
          decided(Kind.NEEDS_APPROVAL, Strings.get("verdict.needsApproval"), decision, List.of());
      case Decision.Deny deny ->
          decided(Kind.DENIED, Strings.get("verdict.denied"), decision, List.of());
    };
  }

  private static Verdict decided(
      Kind kind, String title, Decision decision, List<ColumnMask> masks) {
    return new Verdict(
        kind,
        title,
        decision.reason(),
        rules(decision.verdicts()),
        masks,
        decision.verdicts(),
        OptionalInt.empty());
  }

  private static List<ColumnMask> masked(List<ColumnMask> masks) {
    return masks.stream().filter(mask -> mask.mask() != MaskKind.NONE).toList();
  }

  private static String rules(List<RuleVerdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.outcome() != RuleVerdict.Outcome.NOT_MATCHED)
        .map(RuleVerdict::ruleId)
        .collect(Collectors.joining(", "));
  }
}
