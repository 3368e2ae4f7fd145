package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.policy.RuleEffect;
import dev.gatehouse.core.policy.SensitiveColumns;
import dev.gatehouse.core.policy.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides statements under one policy over one catalog. All rules are asked and recorded; default
 * deny, deny overrides, and order never matters. Safe for use by many threads.
 */
public final class Decider {
  private final PolicySet policy;
  private final CatalogSnapshot catalog;
  private final SensitiveColumns sensitive;

  /** For that policy and catalog; make a new one when either changes. */
  public Decider(PolicySet policy, CatalogSnapshot catalog) {
    this.policy = Objects.requireNonNull(policy);
    this.catalog = Objects.requireNonNull(catalog);
    this.sensitive = SensitiveColumns.of(policy, catalog);
  }

  /** One decision without keeping the decider. */
  public static Decision decide(
      Facts facts,
      Principal principal,
      Grant grant,
      PolicySet policy,
      CatalogSnapshot catalog,
      Instant now) {
    return new Decider(policy, catalog).decide(facts, principal, grant, now);
  }

  /** What may happen with the statement, and every rule's verdict; no approval of it counts. */
  public Decision decide(Facts facts, Principal principal, Grant grant, Instant now) {
    return decide(facts, principal, grant, false, now);
  }

  /**
   * What may happen with the statement, and every rule's verdict.
   *
   * @param approved whether a reviewer approved this exact text under the grant
   */
  public Decision decide(
      Facts facts, Principal principal, Grant grant, boolean approved, Instant now) {
    Inference inference = new Inference(facts, sensitive, grant.unmask());
    StatementContext context =
        new StatementContext(
            facts, principal, grant, sensitive, Access.of(facts, catalog), Touch.of(facts), now);
    List<RuleMatch> matches = new RuleMatcher(context, inference).match(policy.rules());
    List<RuleVerdict> verdicts = matches.stream().map(RuleMatch::verdict).toList();
    Optional<String> denial = denial(context, inference, matches);
    if (denial.isPresent()) {
      return new Decision.Deny(denial.get(), verdicts, policy.digest());
    }
    return permit(context, matches, approved, verdicts);
  }

  /** The role that a statement with these facts needs; a decision's obligations name the same. */
  public FloorRole role(Facts facts) {
    if (facts.kind() == StatementKind.DDL) {
      return FloorRole.OWNER;
    }
    return readsMasked(facts) ? FloorRole.SENSITIVE : FloorRole.PLAIN;
  }

  /**
   * The output columns that show values of catalog columns, none of which carries a tag: nobody
   * said what they hold.
   *
   * @return 0-based positions
   */
  public Set<Integer> untagged(Facts facts) {
    Set<Integer> positions = new LinkedHashSet<>();
    for (int position = 0; position < facts.outputs().size(); position++) {
      Set<ColumnRef> sources = facts.outputs().get(position).lineage().sources();
      if (!sources.isEmpty()
          && sources.stream().allMatch(column -> sensitive.tagsOf(column).isEmpty())) {
        positions.add(position);
      }
    }
    return positions;
  }

  private boolean readsMasked(Facts facts) {
    return Touch.of(facts).stream()
        .anyMatch(touch -> touch.reads() && sensitive.covers(touch.column()));
  }

  private Optional<String> denial(
      StatementContext context, Inference inference, List<RuleMatch> matches) {
    GrantCover cover = new GrantCover(context.grant());
    return cover
        .usable(context.principal(), context.now())
        .or(() -> unsupported(context))
        .or(() -> failed(matches))
        .or(() -> denied(matches))
        .or(() -> cover.covers(context.accesses()))
        .or(() -> notAllowed(context, matches))
        .or(() -> copied(inference))
        .or(() -> moved(inference))
        .or(() -> overwritten(context, inference))
        .or(() -> inferred(context, inference, matches));
  }

  private Optional<String> unsupported(StatementContext context) {
    return switch (context.facts().kind()) {
      case TRANSACTION ->
          Optional.of(
              "Each statement runs in a transaction of its own; leave BEGIN and COMMIT out.");
      case UTILITY -> Optional.of("Utility statements do not run through Gatehouse.");
      case EXPLAIN ->
          role(context.facts()) == FloorRole.SENSITIVE
              ? Optional.of(
                  "A plan over masked columns can hold their values; explain without them.")
              : Optional.empty();
      case SELECT, INSERT, UPDATE, DELETE, MERGE, TRUNCATE, DDL -> Optional.empty();
    };
  }

  private static Optional<String> failed(List<RuleMatch> matches) {
    return matches.stream()
        .filter(RuleMatch::failed)
        .findFirst()
        .map(
            match ->
                "The rule "
                    + match.rule().id()
                    + " could not be evaluated, so nothing runs; tell the policy's author.");
  }

  private static Optional<String> denied(List<RuleMatch> matches) {
    return matched(matches, RuleEffect.DENY).stream()
        .findFirst()
        .map(match -> match.rule().reason() + " (Rule " + match.rule().id() + ".)");
  }

  private static Optional<String> notAllowed(StatementContext context, List<RuleMatch> matches) {
    Set<Access> open = new LinkedHashSet<>(context.accesses());
    open.removeIf(Access::system);
    matched(matches, RuleEffect.ALLOW).forEach(match -> open.removeAll(match.covered()));
    return open.stream()
        .findFirst()
        .map(access -> "No rule allows " + access.words() + "." + nearest(matches));
  }

  /** The rules that allow something and came closest. */
  private static String nearest(List<RuleMatch> matches) {
    String misses =
        matches.stream()
            .filter(match -> match.rule().effect() == RuleEffect.ALLOW && !match.matched())
            .sorted(Comparator.comparingInt(match -> match.misses().size()))
            .limit(3)
            .map(match -> match.rule().id() + " (" + String.join("; ", match.misses()) + ")")
            .collect(Collectors.joining(", "));
    return misses.isEmpty() ? "" : " Nearest: " + misses + ".";
  }

  private static Optional<String> copied(Inference inference) {
    return inference
        .copied()
        .map(
            column ->
                "It would write values of "
                    + column.column()
                    + ", which is masked ("
                    + Words.list(column.masks().keySet())
                    + "), to another place; leave the column out.");
  }

  private static Optional<String> moved(Inference inference) {
    return inference
        .moved()
        .map(
            column ->
                "It would give "
                    + column.column()
                    + ", which is masked ("
                    + column.label(Set.of())
                    + "), another name or place, where its mask may not follow; ask the policy's"
                    + " author to tag the new place, and an administrator to make the change.");
  }

  private static Optional<String> overwritten(StatementContext context, Inference inference) {
    return inference
        .overwritten()
        .map(
            column ->
                "It would write a text that looks like a mask over "
                    + column.column()
                    + ", which is masked ("
                    + column.label(context.grant().unmask())
                    + "), and the real value would be lost; leave the column out.");
  }

  private static Optional<String> inferred(
      StatementContext context, Inference inference, List<RuleMatch> matches) {
    return inference
        .open(matches)
        .map(
            finding ->
                "It uses "
                    + finding.sensitive().column()
                    + " for "
                    + (finding.kind() == ColumnUse.Kind.FALLIBLE
                        ? "something that may fail for some values"
                        : Words.word(finding.kind()).replace('_', ' '))
                    + ", which would tell something of masked values ("
                    + finding.sensitive().label(context.grant().unmask())
                    + "); leave it out, or ask for a grant that unmasks them.");
  }

  private Decision permit(
      StatementContext context,
      List<RuleMatch> matches,
      boolean approved,
      List<RuleVerdict> verdicts) {
    Obligations obligations = obligations(context, matches);
    List<RuleMatch> approvals = matched(matches, RuleEffect.NEEDS_APPROVAL);
    if (!approvals.isEmpty() && !approved) {
      return new Decision.NeedsApproval(reasons(approvals), verdicts, policy.digest());
    }
    List<RuleMatch> confirms = matched(matches, RuleEffect.CONFIRM);
    if (!confirms.isEmpty() || context.facts().destructive()) {
      return Confirmations.decision(context, confirms, obligations, verdicts, policy.digest());
    }
    String reason = reasons(matched(matches, RuleEffect.ALLOW));
    return obligations.masks().stream().anyMatch(mask -> mask.mask() != MaskKind.NONE)
        ? new Decision.AllowMasked(obligations, reason, verdicts, policy.digest())
        : new Decision.Allow(obligations, reason, verdicts, policy.digest());
  }

  private Obligations obligations(StatementContext context, List<RuleMatch> matches) {
    // Also where the grant lifts the mask: the plain role cannot read the column at all.
    FloorRole role = role(context.facts());
    boolean writesSensitive =
        context.facts().writes().stream().anyMatch(w -> sensitive.coversAnyOf(w.relation()));
    EffectiveLimits limits =
        EffectiveLimits.of(context.grant(), matched(matches, RuleEffect.ALLOW));
    return new Obligations(
        role,
        new OutputMasks(sensitive, context.grant().unmask()).of(context.facts().outputs()),
        limits.rows(),
        limits.export(),
        readsMasked(context.facts()) || writesSensitive);
  }

  private static List<RuleMatch> matched(List<RuleMatch> matches, RuleEffect effect) {
    return matches.stream().filter(m -> m.matched() && m.rule().effect() == effect).toList();
  }

  static String reasons(List<RuleMatch> matches) {
    return matches.stream()
        .map(match -> match.rule().reason() + " (Rule " + match.rule().id() + ".)")
        .collect(Collectors.joining(" "));
  }
}
