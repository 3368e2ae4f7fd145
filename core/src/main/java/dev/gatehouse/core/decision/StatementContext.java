package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.WriteTarget;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.SensitiveColumns;
import dev.gatehouse.core.policy.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that the rules are asked about, gathered once for a statement. */
record StatementContext(
    Facts facts,
    Principal principal,
    Grant grant,
    SensitiveColumns sensitive,
    Set<Access> accesses,
    List<Touch> touches,
    Instant now) {

  /** The values of a condition's variables. */
  Map<String, Object> values() {
    Map<String, Object> values = principalAndSource(principal, grant.source(), now);
    values.put("grant.purpose", grant.purpose());
    values.put("grant.ticket", grant.ticket());
    values.put("grant.relations", sorted(grant.relations()));
    values.put("grant.actions", words(grant.actions()));
    values.put("grant.unmask", sorted(grant.unmask()));
    values.put("grant.approvers", grant.approvers());
    values.put("grant.minutes_left", Math.max(0, Duration.between(now, grant.end()).toMinutes()));
    values.put("statement.kind", Words.word(facts.kind()));
    values.put("statement.reads", names(facts.reads()));
    values.put(
        "statement.writes", names(facts.writes().stream().map(WriteTarget::relation).toList()));
    values.put("statement.routines", sorted(facts.routines()));
    values.put("statement.hazards", words(facts.hazards()));
    values.put("statement.destructive", facts.destructive());
    return values;
  }

  static Map<String, Object> principalAndSource(
      Principal principal, dev.gatehouse.core.catalog.DataSourceId source, Instant now) {
    Map<String, Object> values = new HashMap<>();
    values.put("principal.issuer", principal.issuer());
    values.put("principal.subject", principal.subject());
    values.put("principal.groups", sorted(principal.groups()));
    values.put("principal.is_agent", principal.humanBehind().isPresent());
    values.put("source.name", source.name());
    values.put("source.environment", source.environment().policyName());
    values.put("source.dialect", Words.word(source.dialect()));
    values.put("now", now);
    return values;
  }

  static List<String> sorted(Collection<String> words) {
    return words.stream().sorted().toList();
  }

  static List<String> words(Collection<? extends Enum<?>> constants) {
    List<String> words = new ArrayList<>();
    constants.forEach(constant -> words.add(Words.word(constant)));
    words.sort(null);
    return words;
  }

  private static List<String> names(Collection<RelationName> relations) {
    return relations.stream().map(RelationName::toString).sorted().toList();
  }
}
