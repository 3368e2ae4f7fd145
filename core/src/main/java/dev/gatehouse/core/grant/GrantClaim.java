package dev.gatehouse.core.grant;

import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code grant} claim: a grant as JSON and back. Reading is strict in both directions: a field
 * that is missing fails, and so does one that this version does not know, since it could restrict.
 */
final class GrantClaim {
  private static final int MAX_DEPTH = 3;

  private GrantClaim() {}

  static Map<String, Object> write(Grant grant) {
    Map<String, Object> claim = new LinkedHashMap<>();
    claim.put("id", grant.id());
    claim.put("beneficiary", write(grant.beneficiary()));
    claim.put("source", grant.source().name());
    claim.put("environment", grant.source().environment().name());
    claim.put("dialect", grant.source().dialect().name());
    claim.put("database", grant.source().database());
    claim.put("relations", sorted(grant.relations()));
    claim.put("actions", grant.actions().stream().map(Enum::name).sorted().toList());
    claim.put("unmask", sorted(grant.unmask()));
    claim.put("export", grant.export().name());
    claim.put("row_cap", grant.rowCap());
    claim.put("purpose", grant.purpose());
    claim.put("ticket", grant.ticket());
    claim.put("start", grant.start().toString());
    claim.put("end", grant.end().toString());
    claim.put("approvers", grant.approvers());
    claim.put("rule_ids", grant.ruleIds());
    claim.put("policy_digest", grant.policyDigest());
    claim.put("approved_statements", sorted(grant.approvedStatements()));
    return claim;
  }

  private static Map<String, Object> write(Principal principal) {
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("issuer", principal.issuer());
    person.put("subject", principal.subject());
    person.put("name", principal.name());
    person.put("groups", sorted(principal.groups()));
    principal.humanBehind().ifPresent(human -> person.put("human_behind", write(human)));
    return person;
  }

  /**
   * Throws IllegalArgumentException (also from DateTimeException's parents) on anything unusual.
   */
  static Grant read(Object claim) {
    Fields fields = new Fields(claim);
    Principal beneficiary = principal(fields.take("beneficiary"), 1);
    DataSourceId source =
        new DataSourceId(
            fields.text("source"),
            Enum.valueOf(Environment.class, fields.text("environment")),
            Enum.valueOf(Dialect.class, fields.text("dialect")),
            fields.text("database"));
    Set<Action> actions = new HashSet<>();
    fields.texts("actions").forEach(word -> actions.add(Action.valueOf(word)));
    Grant grant =
        new Grant(
            fields.text("id"),
            beneficiary,
            source,
            Set.copyOf(fields.texts("relations")),
            actions,
            Set.copyOf(fields.texts("unmask")),
            ExportFormat.valueOf(fields.text("export")),
            fields.number("row_cap"),
            fields.text("purpose"),
            fields.text("ticket"),
            Instant.parse(fields.text("start")),
            Instant.parse(fields.text("end")),
            fields.texts("approvers"),
            fields.texts("rule_ids"),
            fields.text("policy_digest"),
            Set.copyOf(fields.texts("approved_statements")));
    fields.mustBeEmpty();
    if (!grant.approvedStatements().stream().allMatch(StatementDigest::isOne)) {
      throw new IllegalArgumentException("An approved statement is named by its SHA-256.");
    }
    if (grant.rowCap() < 0 || !grant.start().isBefore(grant.end())) {
      throw new IllegalArgumentException("The grant contradicts itself.");
    }
    return grant;
  }

  private static Principal principal(Object claim, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("Too many people behind one another.");
    }
    Fields fields = new Fields(claim);
    Object human = fields.takeOptional("human_behind");
    Principal principal =
        new Principal(
            fields.text("issuer"),
            fields.text("subject"),
            fields.text("name"),
            Set.copyOf(fields.texts("groups")),
            human == null ? Optional.empty() : Optional.of(principal(human, depth + 1)));
    fields.mustBeEmpty();
    return principal;
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }
}
