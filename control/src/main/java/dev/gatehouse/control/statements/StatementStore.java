package dev.gatehouse.control.statements;

import dev.gatehouse.control.api.StatementRequestView;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.core.identity.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Requests to approve statements, in the service's database. Thread-safe. */
final class StatementStore {
  private static final int MOST_LISTED = 500;
  private static final String SELECT =
      "SELECT s.*, g.environment, g.purpose, g.ticket, coalesce(g.human_issuer, '') AS"
          + " human_issuer, coalesce(g.human_subject, '') AS human_subject FROM statement_request s"
          + " JOIN access_grant g ON g.id = s.grant_id ";

  private final Jdbi jdbi;

  StatementStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
    return jdbi.inTransaction(work);
  }

  void insert(Handle handle, StatementRequestView request, Principal requester, String digest) {
    handle
        .createUpdate(
            "INSERT INTO statement_request (id, grant_id, state, issuer, subject, name, source,"
                + " statement, digest, kind, reads, writes, destructive, rule_reason,"
                + " policy_digest, comment, requested_at, lapses_at) VALUES (:id, :grantId,"
                + " 'requested', :issuer, :subject, :name, :source, :statement, :digest, :kind,"
                + " :reads, :writes, :destructive, :reason, :policy, :comment, :now, :lapses)"
                + " ON CONFLICT DO NOTHING")
        .bind("id", request.id())
        .bind("grantId", request.grantId())
        .bind("issuer", requester.issuer())
        .bind("subject", requester.subject())
        .bind("name", requester.name())
        .bind("source", request.source())
        .bind("statement", request.statement())
        .bind("digest", request.digest())
        .bind("kind", request.kind())
        .bindArray("reads", String.class, request.reads())
        .bindArray("writes", String.class, request.writes())
        .bind("destructive", request.destructive())
        .bind("reason", request.ruleReason())
        .bind("policy", digest)
        .bind("comment", request.comment())
        .bind("now", time(request.requestedAt()))
        .bind("lapses", time(request.lapsesAt()))
        .execute();
  }

  /** The request for that text under that grant that waits or was approved. */
  Optional<StatementRow> open(Handle handle, String grantId, String digest) {
    return handle
        .createQuery(
            SELECT
                + "WHERE s.grant_id = :grant AND s.digest = :digest"
                + " AND s.state IN ('requested', 'approved')")
        .bind("grant", grantId)
        .bind("digest", digest)
        .map(StatementStore::read)
        .findOne();
  }

  int countOf(Handle handle, String grantId) {
    return handle
        .createQuery("SELECT count(*) FROM statement_request WHERE grant_id = :grant")
        .bind("grant", grantId)
        .mapTo(Integer.class)
        .one();
  }

  Optional<StatementRow> find(String id) {
    return jdbi.withHandle(handle -> find(handle, id, ""));
  }

  /** The request, locked until the transaction ends. */
  Optional<StatementRow> lock(Handle handle, String id) {
    return find(handle, id, " FOR UPDATE OF s");
  }

  private static Optional<StatementRow> find(Handle handle, String id, String lock) {
    return handle
        .createQuery(SELECT + "WHERE s.id = :id" + lock)
        .bind("id", id)
        .map(StatementStore::read)
        .findOne();
  }

  /** The person's own, newest first. */
  List<StatementRow> ofRequester(Caller caller) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "WHERE s.issuer = :issuer AND s.subject = :subject"
                        + " ORDER BY s.requested_at DESC, s.id DESC LIMIT "
                        + MOST_LISTED)
                .bind("issuer", caller.principal().issuer())
                .bind("subject", caller.principal().subject())
                .map(StatementStore::read)
                .list());
  }

  /** All that wait, oldest first. */
  List<StatementRow> waiting() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "WHERE s.state = 'requested' ORDER BY s.requested_at LIMIT "
                        + MOST_LISTED)
                .map(StatementStore::read)
                .list());
  }

  boolean closesCircle(Handle handle, StatementRow row, Principal reviewer, Instant now) {
    boolean agent = !row.humanSubject().isEmpty();
    return handle
        .createQuery(
            "SELECT approval_closes_circle(:issuer, :subject, :ofIssuer, :ofSubject, :now)")
        .bind("issuer", reviewer.issuer())
        .bind("subject", reviewer.subject())
        .bind("ofIssuer", agent ? row.humanIssuer() : row.issuer())
        .bind("ofSubject", agent ? row.humanSubject() : row.subject())
        .bind("now", time(now))
        .mapTo(Boolean.class)
        .one();
  }

  /** Decides a locked request; {@code by} is null where time or the requester did. */
  void decide(
      Handle handle,
      StatementRow row,
      String state,
      @Nullable Principal by,
      String why,
      Instant now) {
    handle
        .createUpdate(
            "UPDATE statement_request SET state = :state, decided_at = :now, decided_issuer ="
                + " :issuer, decided_subject = :subject, decided_name = :name, decision = :why"
                + " WHERE id = :id")
        .bind("state", state)
        .bind("now", time(now))
        .bind("issuer", by == null ? null : by.issuer())
        .bind("subject", by == null ? null : by.subject())
        .bind("name", by == null ? null : by.name())
        .bind("why", why)
        .bind("id", row.view().id())
        .execute();
  }

  /** Lapses what nobody decided in time or whose grant is over; how many. */
  int lapse(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE statement_request s SET state = 'lapsed', decided_at = :now, decision ="
                        + " 'Nobody decided it in time.' FROM access_grant g WHERE g.id ="
                        + " s.grant_id AND s.state = 'requested' AND (s.lapses_at <= :now OR"
                        + " g.state <> 'active')")
                .bind("now", time(now))
                .execute());
  }

  private static StatementRow read(ResultSet row, StatementContext context) throws SQLException {
    return new StatementRow(
        new StatementRequestView(
            row.getString("id"),
            row.getString("grant_id"),
            row.getString("state"),
            row.getString("name"),
            row.getString("source"),
            row.getString("environment"),
            row.getString("purpose"),
            row.getString("ticket"),
            row.getString("statement"),
            row.getString("digest"),
            row.getString("kind"),
            List.of((String[]) row.getArray("reads").getArray()),
            List.of((String[]) row.getArray("writes").getArray()),
            row.getBoolean("destructive"),
            row.getString("rule_reason"),
            row.getString("comment"),
            row.getObject("requested_at", OffsetDateTime.class).toInstant(),
            row.getObject("lapses_at", OffsetDateTime.class).toInstant(),
            row.getString("decided_name"),
            Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null),
            row.getString("decision")),
        row.getString("issuer"),
        row.getString("subject"),
        row.getString("human_issuer"),
        row.getString("human_subject"));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
