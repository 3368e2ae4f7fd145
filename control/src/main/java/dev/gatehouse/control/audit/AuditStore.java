package dev.gatehouse.control.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The tables of the record; every method works within its caller's transaction. */
final class AuditStore {
  private static final String SESSION_COLUMNS =
      "id, grant_id, issuer, subject, person, source, environment, purpose, device_key, opened_at,"
          + " last_seen_at, closed_at, announced_segments";

  private static final String SUMMARY =
      """
      SELECT session_id, count(*) AS stored, max(number) AS highest, bool_and(sealed) AS all_sealed,
        (array_agg(last ORDER BY number DESC))[1] AS ended, sum(statements) AS statements,
        sum(flagged) AS flagged
      FROM audit_segment
      """;

  private final Handle handle;

  AuditStore(Handle handle) {
    this.handle = handle;
    handle.registerRowMapper(ConstructorMapper.factory(SessionRow.class));
    handle.registerRowMapper(ConstructorMapper.factory(SegmentRow.class));
    handle.registerRowMapper(ConstructorMapper.factory(SegmentSummary.class));
  }

  void insertSession(String id, NewSession session, String sealingKey, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_session (id, grant_id, issuer, subject, person, source, environment,
              purpose, device_key, sealing_key, host, app_version, opened_at, last_seen_at)
            VALUES (:id, :grantId, :issuer, :subject, :person, :source, :environment,
              :purpose, :deviceKey, :sealingKey, :host, :appVersion, :now, :now)
            """)
        .bindMethods(session)
        .bind("id", id)
        .bind("sealingKey", sealingKey)
        .bind("now", now)
        .execute();
  }

  /** The session, its row locked until the transaction ends. */
  Optional<SessionRow> lockSession(String id) {
    return handle
        .createQuery("SELECT " + SESSION_COLUMNS + " FROM audit_session WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .mapTo(SessionRow.class)
        .findOne();
  }

  Optional<SessionRow> session(String id) {
    return handle
        .createQuery("SELECT " + SESSION_COLUMNS + " FROM audit_session WHERE id = :id")
        .bind("id", id)
        .mapTo(SessionRow.class)
        .findOne();
  }

  /** Those sessions, the newest first. */
  List<SessionRow> sessions(List<String> ids) {
    return handle
        .createQuery(
            "SELECT "
                + SESSION_COLUMNS
                + " FROM audit_session WHERE id = ANY(:ids) ORDER BY opened_at DESC, id")
        .bindArray("ids", String.class, ids)
        .mapTo(SessionRow.class)
        .list();
  }

  /** Sessions that may still run: not closed, and heard of since then. */
  List<String> openSessions(Instant since) {
    return handle
        .createQuery(
            "SELECT id FROM audit_session WHERE closed_at IS NULL AND last_seen_at >= :since")
        .bind("since", since)
        .mapTo(String.class)
        .list();
  }

  boolean seen(String id, Instant now) {
    return handle
            .createUpdate(
                "UPDATE audit_session SET last_seen_at = greatest(last_seen_at, :now)"
                    + " WHERE id = :id")
            .bind("id", id)
            .bind("now", now)
            .execute()
        == 1;
  }

  void close(String id, long segments, Instant now) {
    handle
        .createUpdate(
            "UPDATE audit_session SET announced_segments = :segments,"
                + " closed_at = coalesce(closed_at, :now) WHERE id = :id")
        .bind("id", id)
        .bind("segments", segments)
        .bind("now", now)
        .execute();
  }

  void insertSegment(SegmentRow row) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_segment (session_id, number, sha256, previous, bytes, records, sealed,
              last, statements, flagged, received_at, receipt, log_index)
            VALUES (:sessionId, :number, :sha256, :previous, :bytes, :records, :sealed,
              :last, :statements, :flagged, :receivedAt, :receipt, :logIndex)
            """)
        .bind("sessionId", row.sessionId())
        .bind("number", row.number())
        .bind("sha256", row.sha256())
        .bind("previous", row.previous())
        .bind("bytes", row.bytes())
        .bind("records", row.records())
        .bind("sealed", row.sealed())
        .bind("last", row.last())
        .bind("statements", row.statements())
        .bind("flagged", row.flagged())
        .bind("receivedAt", row.receivedAt())
        .bind("receipt", row.receipt())
        .bind("logIndex", row.logIndex())
        .execute();
  }

  /** Up to so many segments that are not in the log yet, locked; others' locks are passed over. */
  List<SegmentRow> unloggedSegments(int most) {
    return handle
        .createQuery(
            "SELECT * FROM audit_segment WHERE log_index IS NULL"
                + " ORDER BY received_at, session_id, number LIMIT :most FOR UPDATE SKIP LOCKED")
        .bind("most", most)
        .mapTo(SegmentRow.class)
        .list();
  }

  void logged(String sessionId, long number, long logIndex) {
    handle.execute(
        "UPDATE audit_segment SET log_index = ? WHERE session_id = ? AND number = ?",
        logIndex,
        sessionId,
        number);
  }

  /** The transaction that this works in. */
  Handle handle() {
    return handle;
  }

  Optional<SegmentRow> segment(String sessionId, long number) {
    return handle
        .createQuery("SELECT * FROM audit_segment WHERE session_id = :id AND number = :number")
        .bind("id", sessionId)
        .bind("number", number)
        .mapTo(SegmentRow.class)
        .findOne();
  }

  /** A session's segments by number. */
  List<SegmentRow> segments(String sessionId) {
    return handle
        .createQuery("SELECT * FROM audit_segment WHERE session_id = :id ORDER BY number")
        .bind("id", sessionId)
        .mapTo(SegmentRow.class)
        .list();
  }

  /** What is stored of those of the sessions that have segments, by session. */
  Map<String, SegmentSummary> summaries(List<String> ids) {
    return handle
        .createQuery(SUMMARY + " WHERE session_id = ANY(:ids) GROUP BY session_id")
        .bindArray("ids", String.class, ids)
        .mapTo(SegmentSummary.class)
        .stream()
        .collect(Collectors.toMap(SegmentSummary::sessionId, summary -> summary));
  }

  /** What is stored of one session. */
  SegmentSummary summary(String sessionId) {
    return handle
        .createQuery(SUMMARY + " WHERE session_id = :id GROUP BY session_id")
        .bind("id", sessionId)
        .mapTo(SegmentSummary.class)
        .findOne()
        .orElse(SegmentSummary.none(sessionId));
  }

  void insertSessionKey(String sessionId, byte[] encrypted) {
    handle.execute("INSERT INTO audit_session_key VALUES (?, ?)", sessionId, encrypted);
  }

  Optional<byte[]> sessionKey(String sessionId) {
    return handle
        .createQuery("SELECT encrypted FROM audit_session_key WHERE session_id = :id")
        .bind("id", sessionId)
        .mapTo(byte[].class)
        .findOne();
  }

  void deleteSessionKey(String sessionId) {
    handle.execute("DELETE FROM audit_session_key WHERE session_id = ?", sessionId);
  }

  void insertSegmentKey(String sessionId, long number, byte[] encrypted) {
    handle.execute("INSERT INTO audit_segment_key VALUES (?, ?, ?)", sessionId, number, encrypted);
  }

  Optional<byte[]> segmentKey(String sessionId, long number) {
    return handle
        .createQuery(
            "SELECT encrypted FROM audit_segment_key WHERE session_id = :id AND number = :number")
        .bind("id", sessionId)
        .bind("number", number)
        .mapTo(byte[].class)
        .findOne();
  }

  int deleteSegmentKeys(String sessionId) {
    return handle.execute("DELETE FROM audit_segment_key WHERE session_id = ?", sessionId);
  }

  /** Notes an alert; the same one again is not noted twice. */
  void alert(
      String sessionId, @Nullable Long number, AlertKind kind, String sentence, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_alert (session_id, number, kind, sentence, at)
            VALUES (:id, :number, :kind, :sentence, :now) ON CONFLICT DO NOTHING
            """)
        .bind("id", sessionId)
        .bind("number", number)
        .bind("kind", kind.word())
        .bind("sentence", sentence)
        .bind("now", now)
        .execute();
  }

  /** Alerts of a session, the oldest first. */
  List<String> alerts(String sessionId) {
    return handle
        .createQuery("SELECT sentence FROM audit_alert WHERE session_id = :id ORDER BY id")
        .bind("id", sessionId)
        .mapTo(String.class)
        .list();
  }

  /** The oldest alert of each of the sessions that have one, by session. */
  Map<String, String> firstAlerts(List<String> ids) {
    return handle
        .createQuery(
            "SELECT DISTINCT ON (session_id) session_id, sentence FROM audit_alert"
                + " WHERE session_id = ANY(:ids) ORDER BY session_id, id")
        .bindArray("ids", String.class, ids)
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Notes that somebody read a recording.
   *
   * @param logIndex where the log says so
   * @param salt keeps the log's hash of it from being guessed
   */
  void access(
      String sessionId, Person reader, String what, Instant now, String salt, long logIndex) {
    handle.execute(
        "INSERT INTO audit_access (session_id, issuer, subject, person, what, at, salt, log_index)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        sessionId,
        reader.issuer(),
        reader.subject(),
        reader.name(),
        what,
        now,
        salt,
        logIndex);
  }
}
