package dev.gatehouse.control.audit;

import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.control.api.EvidenceView;
import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.SessionTicket;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.control.log.TransparencyLog;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * The record on the server. Stateless beside its database and its segment storage, so several may
 * run; safe for use by many threads. The caller has checked who calls and which role they have.
 */
public final class AuditService {
  private final Jdbi jdbi;
  private final SegmentStorage storage;
  private final AuditKeys keys;
  private final InstantSource clock;
  private final SealingKeys sealingKeys;
  private final SegmentIngest ingest;
  private final RecordingReader reader;
  private final SessionStates states;
  private final RecordLog log;

  public AuditService(
      Jdbi jdbi,
      SegmentStorage storage,
      AuditKeys keys,
      TransparencyLog log,
      AuditTimes times,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.log = new RecordLog(log);
    this.storage = storage;
    this.keys = keys;
    this.clock = clock;
    this.sealingKeys = new SealingKeys(keys);
    this.states = new SessionStates(times);
    this.ingest = new SegmentIngest(storage, keys, sealingKeys, this.log);
    this.reader = new RecordingReader(storage, keys, sealingKeys, states);
  }

  /**
   * Opens a session before its first connect, so that one that never reports is noticed.
   *
   * @throws IllegalArgumentException where the device's key is no public P-256 or Ed25519 JWK
   */
  public SessionTicket issueTicket(NewSession session) {
    Verifier.inspect(new byte[0], 0, session.deviceKey()); // A key that cannot check is refused.
    String id = UUID.randomUUID().toString();
    ECKey sealing = sealingKeys.make(id);
    String sealingKey = sealing.toPublicJWK().toJSONString();
    jdbi.useTransaction(
        handle -> {
          AuditStore store = new AuditStore(handle);
          store.insertSession(id, session, sealingKey, now());
          sealingKeys.store(store, id, sealing);
        });
    return new SessionTicket(id, sealingKey, keys.receiptPublicKey().toJSONString(), false);
  }

  /**
   * Notes that a session's client was heard of, though it had nothing to hand in; false where there
   * is no such session of that owner.
   */
  public boolean heartbeat(String sessionId, Person owner) {
    return inStore(
        store -> owned(store, sessionId, owner).isPresent() && store.seen(sessionId, now()));
  }

  /**
   * Takes in a segment; durable, bytes and row, when it returns {@link StoreOutcome.Stored}.
   *
   * @throws UncheckedIOException where the segment storage fails; nothing was acknowledged
   */
  public StoreOutcome storeSegment(String sessionId, Person owner, long number, byte[] bytes) {
    return inStore(
        store -> {
          Optional<SessionRow> session = owned(store, sessionId, owner);
          if (session.isEmpty() || number < 0) {
            return new StoreOutcome.UnknownSession();
          }
          Instant now = now();
          store.seen(sessionId, now);
          StoreOutcome outcome = ingest.ingest(store, session.get(), number, bytes, now);
          forgetSealingKeyWhenWhole(store, session.get());
          return outcome;
        });
  }

  /** Notes that a session has ended and how many segments it has; again is fine. */
  public CloseOutcome close(String sessionId, Person owner, long segments) {
    return inStore(
        store -> {
          Optional<SessionRow> session = owned(store, sessionId, owner);
          if (session.isEmpty()) {
            return new CloseOutcome.UnknownSession();
          }
          Instant now = now();
          Long announced = session.get().announcedSegments();
          boolean tooFew = store.summary(sessionId).highest() >= segments;
          if (segments < 0 || tooFew || (announced != null && announced != segments)) {
            String sentence =
                "The session is said to have "
                    + segments
                    + " segments, which contradicts what is stored.";
            store.alert(sessionId, null, AlertKind.OTHER_COUNT, sentence, now);
            return new CloseOutcome.Conflict(sentence);
          }
          store.close(sessionId, segments, now);
          store.session(sessionId).ifPresent(row -> forgetSealingKeyWhenWhole(store, row));
          return new CloseOutcome.Closed();
        });
  }

  /** The newest sessions, the newest first. */
  public List<SessionView> sessions() {
    return sessions(inStore(store -> new ReviewStore(store.handle()).find(SessionQuery.all())));
  }

  /** Sessions that run. */
  List<SessionView> openSessions() {
    return sessions(inStore(store -> store.openSessions(states.staleSince(now()))));
  }

  /** Up to 100 sessions of an environment that nobody holds, last heard of before then. */
  List<String> expired(String environment, Instant before) {
    return inStore(store -> new ReviewStore(store.handle()).expired(environment, before, 100));
  }

  /** Those sessions, the newest first. */
  List<SessionView> sessions(List<String> ids) {
    return inStore(
        store -> {
          Instant now = now();
          Map<String, SegmentSummary> segments = store.summaries(ids);
          Map<String, String> alerts = store.firstAlerts(ids);
          return store.sessions(ids).stream()
              .map(
                  session ->
                      states.view(
                          session,
                          segments.getOrDefault(session.id(), SegmentSummary.none(session.id())),
                          Optional.ofNullable(alerts.get(session.id())),
                          now))
              .toList();
        });
  }

  /**
   * Opens and verifies a recording. That somebody opens it is recorded first; where that fails,
   * nothing is shown. Empty where there is no such session.
   */
  public Optional<RecordingView> openRecording(String sessionId, Person who) {
    return openRecording(sessionId, who, "recording");
  }

  /** The same, with another word for what is recorded of it. */
  Optional<RecordingView> openRecording(String sessionId, Person who, String as) {
    return recorded(sessionId, who, as)
        .map(session -> inStore(store -> reader.read(store, session, now())));
  }

  /** A segment's sealed bytes, recorded as {@link #openRecording} is; empty where there is none. */
  public Optional<byte[]> segment(String sessionId, long number, Person who) {
    return recorded(sessionId, who, "segment " + number)
        .flatMap(
            session -> {
              try {
                return storage.read(sessionId, number);
              } catch (IOException e) {
                throw new UncheckedIOException("The segment folder cannot be read.", e);
              }
            });
  }

  /** What verifies a recording elsewhere, recorded as {@link #openRecording} is. */
  public Optional<EvidenceView> evidence(String sessionId, Person who) {
    return recorded(sessionId, who, "evidence")
        .map(
            session ->
                new EvidenceView(
                    session.id(),
                    session.deviceKey(),
                    keys.receiptPublicKey().toJSONString(),
                    session.announcedSegments(),
                    inStore(store -> stored(store, session.id()))));
  }

  /**
   * Erases what a session recorded by destroying its keys; the sealed bytes stay, so that the chain
   * still verifies. A session that a reviewer holds is not erased.
   */
  public EraseOutcome erase(String sessionId, Person who) {
    return inStore(
        store -> {
          ReviewStore found = new ReviewStore(store.handle());
          if (store.lockSession(sessionId).isEmpty()) {
            return new EraseOutcome.UnknownSession();
          }
          if (found.held(sessionId)) {
            return new EraseOutcome.Held();
          }
          store.deleteSessionKey(sessionId);
          int segments = store.deleteSegmentKeys(sessionId);
          found.deleteStatements(sessionId);
          found.erased(sessionId, now());
          log.access(store, sessionId, who, "erased", now());
          return new EraseOutcome.Erased(segments);
        });
  }

  private List<EvidenceView.StoredSegment> stored(AuditStore store, String sessionId) {
    return store.segments(sessionId).stream()
        .map(
            row ->
                new EvidenceView.StoredSegment(
                    row.number(),
                    row.receipt(),
                    log.proof(store, Objects.requireNonNull(row.logIndex(), "logged at start"))))
        .toList();
  }

  /** Puts into the log what was stored before there was one; at the service's start. */
  public void logEarlierSegments() {
    while (inStore(store -> log.earlier(store, now())) > 0) {
      // Each round is a transaction of its own, so that uploads need not wait for all of them.
    }
  }

  private Optional<SessionRow> recorded(String sessionId, Person who, String what) {
    return inStore(
        store -> {
          Optional<SessionRow> session = store.session(sessionId);
          session.ifPresent(row -> log.access(store, sessionId, who, what, now()));
          return session;
        });
  }

  private static Optional<SessionRow> owned(AuditStore store, String sessionId, Person owner) {
    return store.lockSession(sessionId).filter(session -> session.ownedBy(owner));
  }

  private static void forgetSealingKeyWhenWhole(AuditStore store, SessionRow session) {
    if (SessionStates.whole(session, store.summary(session.id()))) {
      store.deleteSessionKey(session.id());
    }
  }

  private <T> T inStore(Function<AuditStore, T> work) {
    return jdbi.inTransaction(handle -> work.apply(new AuditStore(handle)));
  }

  /** PostgreSQL keeps microseconds; a receipt must say what is stored. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
