package dev.gatehouse.control.audit;

import dev.gatehouse.control.api.AccessView;
import dev.gatehouse.control.api.NoteView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** What reviewers find sessions by and say of them; within its caller's transaction. */
final class ReviewStore {
  /** A flag, hold or their end stands where no later word of that pair is about the same place. */
  private static final String STANDING =
      """
      EXISTS (SELECT FROM audit_note n WHERE n.session_id = %s AND n.kind = '%s'
        AND NOT EXISTS (SELECT FROM audit_note e WHERE e.session_id = n.session_id
          AND e.kind = '%s' AND e.id > n.id
          AND (e.statement IS NULL OR e.statement IS NOT DISTINCT FROM n.statement)))
      """;

  static final String FLAGGED = STANDING.formatted("s.id", "flag", "cleared");
  static final String HELD = STANDING.formatted("s.id", "hold", "released");

  private final Handle handle;

  ReviewStore(Handle handle) {
    this.handle = handle;
    handle.registerRowMapper(ConstructorMapper.factory(NoteView.class));
    handle.registerRowMapper(ConstructorMapper.factory(AccessView.class));
  }

  /**
   * A statement as it is found by.
   *
   * @param segment where its intent is
   */
  record Statement(
      long statement,
      @Nullable Long segment,
      @Nullable Instant at,
      @Nullable String effect,
      @Nullable String outcome) {}

  void intent(
      String sessionId, long statement, long segment, Instant at, String effect, List<Long> words) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_statement (session_id, statement, segment, at, effect, words)
            VALUES (:session, :statement, :segment, :at, :effect, cast(:words AS bigint[]))
            ON CONFLICT (session_id, statement) DO UPDATE SET segment = excluded.segment,
              at = excluded.at, effect = excluded.effect, words = excluded.words
            """)
        .bind("session", sessionId)
        .bind("statement", statement)
        .bind("segment", segment)
        .bind("at", at)
        .bind("effect", effect)
        .bind("words", WordHashes.array(words))
        .execute();
  }

  void result(String sessionId, long statement, String outcome, long rows) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_statement (session_id, statement, outcome, rows)
            VALUES (:session, :statement, :outcome, :rows)
            ON CONFLICT (session_id, statement) DO UPDATE SET outcome = excluded.outcome,
              rows = excluded.rows
            """)
        .bind("session", sessionId)
        .bind("statement", statement)
        .bind("outcome", outcome)
        .bind("rows", rows)
        .execute();
  }

  /** The ids of the sessions that fit, the newest first. */
  List<String> find(SessionQuery query) {
    return handle
        .createQuery(
            """
            SELECT s.id FROM audit_session s
            WHERE (:person::text IS NULL OR s.subject = :person
                   OR position(lower(:person) IN lower(s.person)) > 0)
              AND (:source::text IS NULL OR s.source = :source)
              AND (:from::timestamptz IS NULL OR s.opened_at >= :from)
              AND (:to::timestamptz IS NULL OR s.opened_at < :to)
              AND (:effect::text IS NULL OR EXISTS (SELECT FROM audit_statement t
                     WHERE t.session_id = s.id AND t.effect = :effect))
              AND (:flagged::boolean IS NULL OR :flagged = %s)
              AND (:words::bigint[] = '{}' OR EXISTS (SELECT FROM audit_statement t
                     WHERE t.session_id = s.id AND t.words @> :words::bigint[]))
            ORDER BY s.opened_at DESC, s.id LIMIT :most
            """
                .formatted(FLAGGED)
                .replace("::", "\\:\\:"))
        .bind("person", query.person().orElse(null))
        .bind("source", query.source().orElse(null))
        .bind("from", query.from().orElse(null))
        .bind("to", query.to().orElse(null))
        .bind("effect", query.effect().orElse(null))
        .bind("flagged", query.flagged().orElse(null))
        .bind("words", WordHashes.array(query.words()))
        .bind("most", query.most())
        .mapTo(String.class)
        .list();
  }

  /** The statement with the highest number. */
  Optional<Statement> lastStatement(String sessionId) {
    return handle
        .createQuery(
            "SELECT statement, segment, at, effect, outcome FROM audit_statement"
                + " WHERE session_id = :id AND effect IS NOT NULL ORDER BY statement DESC LIMIT 1")
        .bind("id", sessionId)
        .map(ConstructorMapper.of(Statement.class))
        .findOne();
  }

  void deleteStatements(String sessionId) {
    handle.execute("DELETE FROM audit_statement WHERE session_id = ?", sessionId);
  }

  NoteView addNote(
      String sessionId,
      @Nullable Long statement,
      String kind,
      String text,
      Person who,
      Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO audit_note (session_id, statement, kind, text, issuer, subject, person, at)
            VALUES (:session, :statement, :kind, :text, :issuer, :subject, :person, :now)
            RETURNING id, statement, kind, text, person, at
            """)
        .bind("session", sessionId)
        .bind("statement", statement)
        .bind("kind", kind)
        .bind("text", text)
        .bind("issuer", who.issuer())
        .bind("subject", who.subject())
        .bind("person", who.name())
        .bind("now", now)
        .mapTo(NoteView.class)
        .one();
  }

  List<NoteView> notes(String sessionId) {
    return handle
        .createQuery(
            "SELECT id, statement, kind, text, person, at FROM audit_note"
                + " WHERE session_id = :id ORDER BY id")
        .bind("id", sessionId)
        .mapTo(NoteView.class)
        .list();
  }

  List<AccessView> accesses(String sessionId) {
    return handle
        .createQuery(
            "SELECT issuer, subject, person, what, at, log_index FROM audit_access"
                + " WHERE session_id = :id ORDER BY id")
        .bind("id", sessionId)
        .mapTo(AccessView.class)
        .list();
  }

  /** Whether that person was noted as reading that since then. */
  boolean readSince(String sessionId, Person who, String what, Instant since) {
    Map<String, Object> values =
        Map.of(
            "id", sessionId,
            "issuer", who.issuer(),
            "subject", who.subject(),
            "what", what,
            "since", since);
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM audit_access WHERE session_id = :id AND issuer = :issuer
              AND subject = :subject AND what = :what AND at > :since)
            """)
        .bindMap(values)
        .mapTo(Boolean.class)
        .one();
  }

  boolean held(String sessionId) {
    return handle
        .createQuery("SELECT " + HELD + " FROM audit_session s WHERE s.id = :id")
        .bind("id", sessionId)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /** Sessions of an environment that were last heard of before then, not erased and not held. */
  List<String> expired(String environment, Instant before, int most) {
    return handle
        .createQuery(
            "SELECT s.id FROM audit_session s WHERE s.environment = :environment"
                + " AND s.last_seen_at < :before AND s.erased_at IS NULL AND NOT "
                + HELD
                + " ORDER BY s.last_seen_at LIMIT :most")
        .bind("environment", environment)
        .bind("before", before)
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  void erased(String sessionId, Instant now) {
    handle.execute("UPDATE audit_session SET erased_at = ? WHERE id = ?", now, sessionId);
  }
}
