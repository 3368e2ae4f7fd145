package dev.gatehouse.control.audit;

import dev.gatehouse.control.api.AccessView;
import dev.gatehouse.control.api.EvidenceView;
import dev.gatehouse.control.api.LiveSessionView;
import dev.gatehouse.control.api.NoteRequest;
import dev.gatehouse.control.api.NoteView;
import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.ReportView;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.control.log.TransparencyLog;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditEvents;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What reviewers do with the record: find sessions, watch those that run, note what they saw, take
 * a report. Stateless beside the database; safe for use by many threads. The caller has checked who
 * calls and which role they have.
 */
public final class ReviewService {
  private static final Set<String> KINDS = Set.of("note", "flag", "cleared", "hold", "released");

  /** A live view asks every few seconds; that somebody watches is noted once in so long. */
  private static final Duration WATCHED = Duration.ofMinutes(5);

  private final Jdbi jdbi;
  private final SegmentStorage storage;
  private final AuditService audit;
  private final SealingKeys sealingKeys;
  private final WordHashes words;
  private final TransparencyLog log;
  private final RecordLog recordLog;
  private final InstantSource clock;

  public ReviewService(
      Jdbi jdbi,
      SegmentStorage storage,
      AuditKeys keys,
      AuditService audit,
      TransparencyLog log,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.storage = storage;
    this.audit = audit;
    this.sealingKeys = new SealingKeys(keys);
    this.words = new WordHashes(keys::word);
    this.log = log;
    this.recordLog = new RecordLog(log);
    this.clock = clock;
  }

  /** The sessions that fit, the newest first. */
  List<SessionView> find(SessionQuery query) {
    List<String> ids = jdbi.inTransaction(handle -> new ReviewStore(handle).find(query));
    return audit.sessions(ids);
  }

  /** A text's words, as a query has them. */
  List<Long> words(String text) {
    return words.of(text);
  }

  /** The sessions that run, with their last statements. */
  List<LiveSessionView> live(Person who) {
    List<LiveSessionView> running = new ArrayList<>();
    for (SessionView session : audit.openSessions()) {
      running.add(jdbi.inTransaction(handle -> live(handle, session, who)));
    }
    return running;
  }

  /** A session's notes; empty where there is no such session. */
  Optional<List<NoteView>> notes(String sessionId) {
    return jdbi.inTransaction(
        handle ->
            new AuditStore(handle)
                .session(sessionId)
                .map(session -> new ReviewStore(handle).notes(sessionId)));
  }

  /**
   * Adds a note; empty where there is no such session.
   *
   * @throws IllegalArgumentException where it is not of a known kind, or too long
   */
  Optional<NoteView> addNote(String sessionId, NoteRequest note, Person who) {
    String text = note.text() == null ? "" : note.text();
    if (!KINDS.contains(note.kind()) || text.length() > 4_000) {
      throw new IllegalArgumentException(
          "A note is of the kind note, flag, cleared, hold or released, and has at most 4,000"
              + " characters.");
    }
    return jdbi.inTransaction(
        handle ->
            new AuditStore(handle)
                .session(sessionId)
                .map(
                    session ->
                        new ReviewStore(handle)
                            .addNote(sessionId, note.statement(), note.kind(), text, who, now())));
  }

  /** Who read a recording; empty where there is no such session. */
  Optional<List<AccessView>> accesses(String sessionId) {
    return jdbi.inTransaction(
        handle ->
            new AuditStore(handle)
                .session(sessionId)
                .map(session -> new ReviewStore(handle).accesses(sessionId)));
  }

  /** All that a report is made of; empty where there is no such session. */
  Optional<ReportView> report(String sessionId, Person who) {
    List<AccessView> before = accesses(sessionId).orElse(List.of());
    Optional<RecordingView> recording = audit.openRecording(sessionId, who, "report");
    Optional<EvidenceView> evidence = audit.evidence(sessionId, who);
    if (recording.isEmpty() || evidence.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReportView(
            recording.get(),
            evidence.get(),
            notes(sessionId).orElse(List.of()),
            before,
            jdbi.<String, RuntimeException>inTransaction(log::checkpoint)));
  }

  private LiveSessionView live(Handle handle, SessionView session, Person who) {
    ReviewStore store = new ReviewStore(handle);
    AuditStore rows = new AuditStore(handle);
    Instant seen = rows.session(session.id()).orElseThrow().lastSeenAt();
    Optional<ReviewStore.Statement> last = store.lastStatement(session.id());
    if (last.isEmpty()) {
      return new LiveSessionView(session, seen, null, null, null, null, null);
    }
    ReviewStore.Statement statement = last.get();
    if (!store.readSince(session.id(), who, "live", now().minus(WATCHED))) {
      recordLog.access(rows, session.id(), who, "live", now());
    }
    return new LiveSessionView(
        session,
        seen,
        statement.statement(),
        statement.at(),
        text(rows, session.id(), statement),
        statement.effect(),
        statement.outcome());
  }

  private @Nullable String text(
      AuditStore store, String sessionId, ReviewStore.Statement statement) {
    Long segment = statement.segment();
    if (segment == null) {
      return null;
    }
    Optional<byte[]> key = sealingKeys.segmentKey(store, sessionId, segment);
    try {
      Optional<byte[]> bytes = storage.read(sessionId, segment);
      String device = store.session(sessionId).orElseThrow().deviceKey();
      List<String> events =
          key.flatMap(
                  k ->
                      bytes.flatMap(
                          b -> Verifier.openRecords(Verifier.inspect(b, segment, device), k)))
              .orElse(List.of());
      for (String event : events) {
        if (AuditEvents.decode(event) instanceof AuditEvent.StatementIntent intent
            && intent.statement() == statement.statement()) {
          return intent.text();
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("The segment folder cannot be read.", e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
