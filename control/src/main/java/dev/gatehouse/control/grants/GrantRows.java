package dev.gatehouse.control.grants;

import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.http.Json;
import dev.gatehouse.core.decision.RequestDecision.Demand;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.Who;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;

/** From the database's rows, and to what the API shows. */
final class GrantRows {
  private GrantRows() {}

  static GrantRow read(ResultSet row, StatementContext context) throws SQLException {
    return new GrantRow(
        row.getString("id"),
        GrantState.parse(row.getString("state")),
        row.getInt("revision"),
        requester(row),
        terms(row),
        row.getString("environment"),
        row.getInt("required_approvals"),
        texts(row, "rule_ids"),
        row.getString("policy_digest"),
        Optional.ofNullable(row.getString("minted_digest")),
        Optional.ofNullable(row.getString("key_thumbprint")),
        time(row, "requested_at").orElseThrow(),
        time(row, "start_at"),
        time(row, "end_at"),
        texts(row, "approvers"),
        row.getString("reason"),
        demands(row),
        review(row),
        Set.copyOf(texts(row, "approved_statements")));
  }

  /** Each demand is a list: rule, number, how many groups, the groups, the subjects. */
  private static List<Demand> demands(ResultSet row) throws SQLException {
    List<Demand> demands = new ArrayList<>();
    for (String text : texts(row, "demands")) {
      List<String> parts = Json.readTexts(text);
      int groups = 3 + Integer.parseInt(parts.get(2));
      demands.add(
          new Demand(
              parts.get(0),
              Integer.parseInt(parts.get(1)),
              new Who(
                  Set.copyOf(parts.subList(3, groups)),
                  Set.copyOf(parts.subList(groups, parts.size())))));
    }
    return demands;
  }

  private static Optional<GrantView.Review> review(ResultSet row) throws SQLException {
    Optional<Instant> at = time(row, "review_at");
    if (at.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new GrantView.Review(
            row.getString("review_name"),
            row.getString("review_verdict"),
            row.getString("review_comment"),
            at.get()));
  }

  private static Principal requester(ResultSet row) throws SQLException {
    Optional<Principal> human = Optional.empty();
    String issuer = row.getString("human_issuer");
    if (issuer != null) {
      human =
          Optional.of(
              Principal.person(
                  issuer, row.getString("human_subject"), row.getString("human_name"), Set.of()));
    }
    return new Principal(
        row.getString("issuer"),
        row.getString("subject"),
        row.getString("name"),
        Set.copyOf(texts(row, "groups")),
        human);
  }

  private static GrantTerms terms(ResultSet row) throws SQLException {
    Set<Action> actions =
        texts(row, "actions").stream()
            .map(word -> GrantWords.action(word).orElseThrow())
            .collect(Collectors.toSet());
    return new GrantTerms(
        row.getString("source"),
        texts(row, "relations"),
        actions,
        Set.copyOf(texts(row, "unmask")),
        GrantWords.exportFormat(row.getString("export")).orElseThrow(),
        row.getString("purpose"),
        row.getString("ticket"),
        row.getInt("duration_minutes"),
        row.getLong("row_cap"),
        time(row, "asked_start"),
        row.getBoolean("break_glass"),
        Optional.ofNullable(row.getString("extends_id")));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return Arrays.asList((String[]) array.getArray());
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static GrantView view(GrantRow row) {
    GrantTerms terms = row.terms();
    return new GrantView(
        row.id(),
        row.state().word(),
        row.requester().name(),
        terms.source(),
        terms.relations(),
        GrantWords.actions(terms.actions()),
        terms.unmask().stream().sorted().toList(),
        GrantWords.export(terms.export()),
        terms.purpose(),
        terms.ticket(),
        terms.durationMinutes(),
        row.requestedAt(),
        row.start().orElse(null),
        row.end().orElse(null),
        row.approvers(),
        row.ruleIds(),
        row.reason(),
        row.environment(),
        terms.rowCap(),
        terms.start().orElse(null),
        terms.breakGlass(),
        terms.extended().orElse(null),
        row.requiredApprovals(),
        row.demands().stream().map(GrantWords::demand).toList(),
        row.review().orElse(null));
  }
}
