package dev.gatehouse.core.decision;

import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.ConditionException;
import dev.gatehouse.core.policy.RelationPattern;
import dev.gatehouse.core.policy.RequestEffect;
import dev.gatehouse.core.policy.RequestRule;
import dev.gatehouse.core.policy.RequestRule.RequestWhat;
import dev.gatehouse.core.policy.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks every request rule about one request. */
final class RequestMatcher {
  /** How a rule came out. */
  record Match(RequestRule rule, RuleVerdict verdict, List<String> misses) {
    boolean matched() {
      return verdict.outcome() == RuleVerdict.Outcome.MATCHED;
    }

    boolean failed() {
      return verdict.outcome() == RuleVerdict.Outcome.ERROR;
    }
  }

  private final GrantRequestFacts request;
  private final Principal principal;
  private final Optional<List<RelationPattern>> asked;
  private final Map<String, Object> values;

  RequestMatcher(GrantRequestFacts request, Principal principal, Instant now) {
    this.request = request;
    this.principal = principal;
    this.asked = patterns(request.relations());
    this.values = StatementContext.principalAndSource(principal, request.source(), now);
    values.put("request.minutes", (long) request.minutes());
    values.put("request.purpose", request.purpose());
    values.put("request.ticket", request.ticket());
    values.put("request.relations", StatementContext.sorted(request.relations()));
    values.put("request.actions", StatementContext.words(request.actions()));
    values.put("request.unmask", StatementContext.sorted(request.unmask()));
    values.put("request.export", Words.word(request.export()));
    values.put("request.row_cap", request.rowCap());
    values.put("request.break_glass", request.breakGlass());
  }

  private static Optional<List<RelationPattern>> patterns(Set<String> relations) {
    try {
      return Optional.of(relations.stream().map(RelationPattern::parse).toList());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Match match(RequestRule rule) {
    List<String> misses = new ArrayList<>();
    RequestWhat what = rule.what();
    if (rule.effect() == RequestEffect.BREAK_GLASS && !request.breakGlass()) {
      misses.add("it is for emergencies");
    }
    RuleMatcher.who(rule.who(), principal, rule.effect() == RequestEffect.DENY)
        .ifPresent(misses::add);
    if (!what.environments().isEmpty()
        && !what.environments().contains(request.source().environment())) {
      misses.add("the environment is " + request.source().environment().policyName());
    }
    if (!what.sources().isEmpty()
        && what.sources().stream().noneMatch(glob -> glob.matches(request.source().name()))) {
      misses.add("the source is " + request.source().name());
    }
    if (rule.effect() == RequestEffect.DENY) {
      meets(what, misses);
    } else {
      includes(rule, misses);
    }
    return verdict(rule, misses);
  }

  /** A rule that permits must include all that is asked for. */
  private void includes(RequestRule rule, List<String> misses) {
    RequestWhat what = rule.what();
    boolean relations =
        asked.isPresent()
            && asked.get().stream()
                .allMatch(a -> what.relations().stream().anyMatch(p -> p.covers(a)));
    if (!relations) {
      misses.add("it covers " + Words.list(what.relations()));
    }
    if (!what.actions().containsAll(request.actions())) {
      misses.add("it covers " + Words.list(what.actions()));
    }
    if (!what.unmask().containsAll(request.unmask())) {
      misses.add(
          what.unmask().isEmpty()
              ? "it unmasks nothing"
              : "it unmasks " + Words.list(what.unmask()));
    }
    if (rule.maxMinutes().isPresent() && request.minutes() > rule.maxMinutes().getAsInt()) {
      misses.add("it is for at most " + rule.maxMinutes().getAsInt() + " minutes");
    }
    if (rule.maxExport().isPresent() && request.export().compareTo(rule.maxExport().get()) > 0) {
      misses.add("it exports " + Words.word(rule.maxExport().get()) + " at most");
    }
    if (rule.maxRows().isPresent()
        && (request.rowCap() == 0 || request.rowCap() > rule.maxRows().getAsLong())) {
      misses.add("it is for a row cap of at most " + rule.maxRows().getAsLong());
    }
  }

  /** A rule that denies is met by any part of what is asked for. */
  private void meets(RequestWhat what, List<String> misses) {
    boolean relations =
        what.relations().isEmpty()
            || asked.isEmpty()
            || asked.get().stream()
                .anyMatch(a -> what.relations().stream().anyMatch(p -> p.overlaps(a)));
    if (!relations) {
      misses.add("it is about " + Words.list(what.relations()));
    }
    if (!what.actions().isEmpty() && Collections.disjoint(what.actions(), request.actions())) {
      misses.add("it is about " + Words.list(what.actions()));
    }
    if (!what.unmask().isEmpty() && Collections.disjoint(what.unmask(), request.unmask())) {
      misses.add("it is about unmasking " + Words.list(what.unmask()));
    }
  }

  private Match verdict(RequestRule rule, List<String> misses) {
    if (misses.isEmpty() && rule.when().isPresent()) {
      try {
        if (!rule.when().get().holds(values)) {
          misses.add("its condition does not hold: " + rule.when().get().text());
        }
      } catch (ConditionException e) {
        RuleVerdict error =
            new RuleVerdict(rule.id(), RuleVerdict.Outcome.ERROR, String.valueOf(e.getMessage()));
        return new Match(rule, error, List.of("its condition failed"));
      }
    }
    RuleVerdict verdict =
        misses.isEmpty()
            ? new RuleVerdict(
                rule.id(), RuleVerdict.Outcome.MATCHED, "It is about what is asked for.")
            : new RuleVerdict(
                rule.id(), RuleVerdict.Outcome.NOT_MATCHED, RuleMatcher.sentence(misses));
    return new Match(rule, verdict, misses);
  }
}
