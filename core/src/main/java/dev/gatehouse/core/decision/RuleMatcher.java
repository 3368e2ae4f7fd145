package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ConditionException;
import dev.gatehouse.core.policy.PolicyRule;
import dev.gatehouse.core.policy.What;
import dev.gatehouse.core.policy.Who;
import dev.gatehouse.core.policy.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks every rule of a policy about one statement. */
final class RuleMatcher {
  private final StatementContext context;
  private final Inference inference;
  private final Map<String, Object> values;

  RuleMatcher(StatementContext context, Inference inference) {
    this.context = context;
    this.inference = inference;
    this.values = context.values();
  }

  List<RuleMatch> match(List<PolicyRule> rules) {
    return rules.stream().map(this::match).toList();
  }

  private RuleMatch match(PolicyRule rule) {
    What what = rule.what();
    List<String> misses = new ArrayList<>();
    who(rule.who(), context.principal(), rule.effect().restricts()).ifPresent(misses::add);
    if (!what.isIn(context.grant().source().environment())) {
      misses.add("the environment is " + context.grant().source().environment().policyName());
    }
    if (!what.isOn(context.grant().source())) {
      misses.add("the source is " + context.grant().source().name());
    }
    if (what.destructive().isPresent()
        && what.destructive().get() != context.facts().destructive()) {
      misses.add(context.facts().destructive() ? "it is destructive" : "it is not destructive");
    }
    Set<Access> covered = new LinkedHashSet<>();
    String subject =
        switch (rule.effect()) {
          case ALLOW -> accesses(rule, covered, misses);
          case ALLOW_INFERENCE -> inference.covered(rule, misses);
          case DENY, CONFIRM, NEEDS_APPROVAL ->
              what.isAboutColumns() ? columns(what, misses) : accesses(rule, covered, misses);
        };
    return verdict(rule, covered, misses, subject);
  }

  private RuleMatch verdict(
      PolicyRule rule, Set<Access> covered, List<String> misses, String subject) {
    if (misses.isEmpty() && rule.when().isPresent()) {
      try {
        if (!rule.when().get().holds(values)) {
          misses.add("its condition does not hold: " + rule.when().get().text());
        }
      } catch (ConditionException e) {
        RuleVerdict error =
            new RuleVerdict(rule.id(), RuleVerdict.Outcome.ERROR, String.valueOf(e.getMessage()));
        return new RuleMatch(rule, error, Set.of(), List.of("its condition failed"));
      }
    }
    RuleVerdict verdict =
        misses.isEmpty()
            ? new RuleVerdict(
                rule.id(), RuleVerdict.Outcome.MATCHED, "It is about " + subject + ".")
            : new RuleVerdict(rule.id(), RuleVerdict.Outcome.NOT_MATCHED, sentence(misses));
    return new RuleMatch(rule, verdict, misses.isEmpty() ? covered : Set.of(), misses);
  }

  /** A rule that takes away also holds for an agent whose human it names. */
  static Optional<String> who(Who who, Principal principal, boolean restricts) {
    boolean meant =
        who.matches(principal)
            || (restricts && principal.humanBehind().filter(who::matches).isPresent());
    return meant ? Optional.empty() : Optional.of("it is for " + who.words());
  }

  private String accesses(PolicyRule rule, Set<Access> covered, List<String> misses) {
    What what = rule.what();
    boolean restricts = rule.effect().restricts();
    for (Access access : context.accesses()) {
      boolean relation =
          access.relation().map(what::names).orElse(!restricts || what.relations().isEmpty());
      if (relation && what.names(access.action())) {
        covered.add(access);
      }
    }
    if (covered.isEmpty()) {
      boolean action = context.accesses().stream().anyMatch(a -> what.names(a.action()));
      misses.add(
          action
              ? "it is about " + Words.list(what.relations())
              : "it is about " + Words.list(what.actions()));
    }
    return String.join(", ", covered.stream().map(Access::words).toList());
  }

  private String columns(What what, List<String> misses) {
    List<String> touched = new ArrayList<>();
    for (Touch touch : context.touches()) {
      if (names(what, touch)) {
        touched.add(touch.column().toString());
      }
    }
    if (touched.isEmpty()) {
      misses.add("no column it is about is touched");
    }
    return String.join(", ", touched);
  }

  private boolean names(What what, Touch touch) {
    boolean column =
        what.columns().isEmpty()
            || what.columns().stream().anyMatch(pattern -> pattern.matches(touch.column()));
    boolean tag =
        what.tags().isEmpty()
            || context.sensitive().tagsOf(touch.column()).stream().anyMatch(what.tags()::contains);
    boolean use = what.uses().isEmpty() || touch.uses().stream().anyMatch(what.uses()::contains);
    return column && tag && use && what.names(touch.column().relation()) && action(what, touch);
  }

  private boolean action(What what, Touch touch) {
    return what.actions().isEmpty()
        || (what.names(Action.READ) && touch.reads())
        || (touch.uses().contains(ColumnUse.Kind.WRITE_TARGET)
            && context.accesses().stream()
                .anyMatch(a -> a.action() != Action.READ && what.names(a.action())));
  }

  static String sentence(List<String> misses) {
    String joined = String.join("; ", misses);
    return joined.isEmpty()
        ? ""
        : Character.toUpperCase(joined.charAt(0)) + joined.substring(1) + ".";
  }
}
