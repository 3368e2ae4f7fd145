package dev.gatehouse.control.notices;

import dev.gatehouse.control.notices.Notice.What;
import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * What is to be told, and whether it was. Times are the database's own, so that replicas whose
 * clocks differ agree. Thread-safe.
 */
final class NoticeStore {
  /** More than wait at once in an ordinary minute; the rest follows in the next look. */
  private static final int BATCH = 200;

  /** How an event names the service itself as who acted. */
  private static final String BY_RULE = "gatehouse";

  private final Jdbi jdbi;

  NoticeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A delivery that this replica alone makes now. */
  record Delivery(UUID id, long event, int attempts) {}

  /**
   * A notice with what decides whether it is told.
   *
   * @param stands whether a request still waits in the form that the event is of
   * @param automatic whether a rule decided it
   */
  record Found(Notice notice, boolean stands, boolean automatic) {}

  /** Lays out a delivery to each destination for every event that has none yet. */
  void fanOut(List<String> destinations) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    WITH taken AS (
                      DELETE FROM notice WHERE event_number IN (
                        SELECT event_number FROM notice ORDER BY event_number LIMIT :batch
                        FOR UPDATE SKIP LOCKED)
                      RETURNING event_number)
                    INSERT INTO notice_delivery (event_number, destination)
                    SELECT t.event_number, d.name FROM taken t
                    CROSS JOIN unnest(CAST(:destinations AS text[])) AS d (name)
                    ON CONFLICT (event_number, destination) DO NOTHING
                    """)
                .bind("batch", BATCH)
                .bindArray("destinations", String.class, destinations)
                .execute());
  }

  /** Forgets events of that age that nobody is to be told of. */
  void forget(Duration age) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM notice WHERE queued_at < clock_timestamp() - CAST(:age AS"
                        + " interval)")
                .bind("age", age.toString())
                .execute());
  }

  /** The next delivery to that destination that is due and that no replica is making. */
  Optional<Delivery> claim(String destination, Duration lease) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE notice_delivery
                    SET attempts = attempts + 1,
                        claimed_until = clock_timestamp() + CAST(:lease AS interval)
                    WHERE id = (
                      SELECT id FROM notice_delivery
                      WHERE state = 'waiting' AND destination = :destination
                        AND next_at <= clock_timestamp()
                        AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
                      ORDER BY next_at, event_number LIMIT 1
                      FOR UPDATE SKIP LOCKED)
                    RETURNING id, event_number, attempts
                    """)
                .bind("lease", lease.toString())
                .bind("destination", destination)
                .map(
                    (row, context) ->
                        new Delivery(row.getObject(1, UUID.class), row.getLong(2), row.getInt(3)))
                .findOne());
  }

  /** What a delivery tells. */
  Found find(Delivery delivery, URI service) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT e.to_state, e.at, e.actor, e.actor_name, e.reason,
                           g.id, g.name, g.source, g.environment, g.relations, g.actions, g.unmask,
                           g.purpose, g.ticket, g.duration_minutes, g.break_glass,
                           g.state = 'requested' AND g.revision = e.revision AS stands
                    FROM grant_event e JOIN access_grant g ON g.id = e.grant_id
                    WHERE e.number = :event
                    """)
                .bind("event", delivery.event())
                .map((row, context) -> found(row, delivery.id(), service))
                .one());
  }

  private static Found found(ResultSet row, UUID id, URI service) throws SQLException {
    Notice notice =
        new Notice(
            id,
            what(row.getString("to_state")),
            row.getString("id"),
            row.getString("name"),
            row.getString("source"),
            row.getString("environment"),
            texts(row, "relations"),
            texts(row, "actions"),
            texts(row, "unmask"),
            row.getString("purpose"),
            row.getString("ticket"),
            row.getInt("duration_minutes"),
            row.getBoolean("break_glass"),
            row.getString("actor_name"),
            row.getString("reason"),
            row.getTimestamp("at").toInstant(),
            URI.create(service + "/requests/" + row.getString("id")));
    return new Found(notice, row.getBoolean("stands"), row.getString("actor").equals(BY_RULE));
  }

  private static What what(String state) {
    return state.equals("revoking") ? What.REVOKED : What.valueOf(state.toUpperCase(Locale.ROOT));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }

  /** The delivery is over: {@code sent}, {@code not_told} or {@code given_up}. */
  void finish(Delivery delivery, String state, String outcome) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE notice_delivery
                    SET state = :state, outcome = :outcome, claimed_until = NULL
                    WHERE id = :id AND attempts = :attempts AND state = 'waiting'
                    """)
                .bind("state", state)
                .bind("outcome", outcome)
                .bind("id", delivery.id())
                .bind("attempts", delivery.attempts())
                .execute());
  }

  /** The delivery is tried again after the pause. */
  void retry(Delivery delivery, Duration pause, String outcome) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE notice_delivery
                    SET next_at = clock_timestamp() + CAST(:pause AS interval),
                        outcome = :outcome, claimed_until = NULL
                    WHERE id = :id AND attempts = :attempts AND state = 'waiting'
                    """)
                .bind("pause", pause.toString())
                .bind("outcome", outcome)
                .bind("id", delivery.id())
                .bind("attempts", delivery.attempts())
                .execute());
  }

  /**
   * Gives up what waits too long, to destinations that are no longer known too; returns how many.
   */
  int giveUp(Duration age) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE notice_delivery SET state = 'given_up'
                    WHERE state = 'waiting'
                      AND queued_at < clock_timestamp() - CAST(:age AS interval)
                      AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
                    """)
                .bind("age", age.toString())
                .execute());
  }
}
