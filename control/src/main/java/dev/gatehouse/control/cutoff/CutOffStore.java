package dev.gatehouse.control.cutoff;

import dev.gatehouse.control.api.CutOffView;
import dev.gatehouse.core.identity.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;

/** Which sessions were cut off. Thread-safe. */
final class CutOffStore {
  /**
   * A recorded session.
   *
   * @param closed whether its owner closed it
   */
  record Session(
      String id, String grantId, String source, String issuer, String subject, boolean closed) {}

  private final Jdbi jdbi;

  CutOffStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<Session> session(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id, grant_id, source, issuer, subject, closed_at IS NOT NULL FROM"
                        + " audit_session WHERE id = :id")
                .bind("id", id)
                .map(
                    (row, context) ->
                        new Session(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getBoolean(6)))
                .findOne());
  }

  /** The grant's sessions that were neither closed nor cut off. */
  Set<String> openOf(String grantId) {
    return jdbi.withHandle(
        handle ->
            new TreeSet<>(
                handle
                    .createQuery(
                        "SELECT s.id FROM audit_session s WHERE s.grant_id = :grant AND s.closed_at"
                            + " IS NULL AND NOT EXISTS (SELECT FROM session_cut c WHERE"
                            + " c.session_id = s.id)")
                    .bind("grant", grantId)
                    .mapTo(String.class)
                    .list()));
  }

  /** Notes it once; what stands first stays. */
  CutOffView cut(String sessionId, Principal by, String reason, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO session_cut (session_id, issuer, subject, name, reason, at) VALUES"
                      + " (:id, :issuer, :subject, :name, :reason, :now) ON CONFLICT DO NOTHING")
              .bind("id", sessionId)
              .bind("issuer", by.issuer())
              .bind("subject", by.subject())
              .bind("name", by.name())
              .bind("reason", reason)
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .execute();
          return handle
              .createQuery(
                  "SELECT session_id, name, reason, at FROM session_cut WHERE session_id = :id")
              .bind("id", sessionId)
              .map(
                  (row, context) ->
                      new CutOffView(
                          row.getString(1),
                          row.getString(2),
                          row.getString(3),
                          row.getObject(4, OffsetDateTime.class).toInstant()))
              .one();
        });
  }

  /** Sessions of the person that were cut off since then: each id with its grant's. */
  List<Session> cutOf(Principal owner, Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT s.id, s.grant_id, s.source, s.issuer, s.subject, s.closed_at IS NOT"
                        + " NULL FROM session_cut c JOIN audit_session s ON s.id = c.session_id"
                        + " WHERE s.issuer = :issuer AND s.subject = :subject AND c.at > :since")
                .bind("issuer", owner.issuer())
                .bind("subject", owner.subject())
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .map(
                    (row, context) ->
                        new Session(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getBoolean(6)))
                .list());
  }
}
