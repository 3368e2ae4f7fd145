package dev.gatehouse.control.audit;

import dev.gatehouse.control.api.Acknowledgement;
import dev.gatehouse.control.api.Receipt;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.verify.Finding;
import dev.gatehouse.core.audit.verify.SegmentInspection;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Takes in one segment: looks at it from all sides, stores it, and gives the receipt. */
final class SegmentIngest {
  private static final String NOTHING_BEFORE = "0".repeat(64);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final SegmentStorage storage;
  private final AuditKeys keys;
  private final SealingKeys sealingKeys;
  private final RecordLog log;
  private final WordHashes words;

  SegmentIngest(SegmentStorage storage, AuditKeys keys, SealingKeys sealingKeys, RecordLog log) {
    this.storage = storage;
    this.keys = keys;
    this.sealingKeys = sealingKeys;
    this.log = log;
    this.words = new WordHashes(keys::word);
  }

  StoreOutcome ingest(
      AuditStore store, SessionRow session, long number, byte[] bytes, Instant now) {
    SegmentInspection segment = Verifier.inspect(bytes, number, session.deviceKey());
    Optional<SegmentRow> known = store.segment(session.id(), number);
    if (known.isPresent()) {
      return known.get().sha256().equals(segment.sha256())
          ? stored(store, known.get(), now)
          : conflict(
              store,
              session,
              number,
              AlertKind.OTHER_BYTES,
              "Segment " + number + " was handed in again with other bytes.",
              now);
    }
    if (!segment.sound()) {
      String first =
          segment.findings().stream()
              .filter(finding -> finding.kind().tampering())
              .map(Finding::sentence)
              .findFirst()
              .orElseThrow();
      return refused(store, session, number, AlertKind.UNSOUND, first, now);
    }
    if (!segment.sessionId().equals(session.id())) {
      return refused(
          store,
          session,
          number,
          AlertKind.UNSOUND,
          "Segment " + number + " belongs to another session.",
          now);
    }
    Optional<String> fork = fork(store, session, number, segment);
    if (fork.isPresent()) {
      return conflict(store, session, number, AlertKind.FORK, fork.get(), now);
    }
    return open(store, session, segment, bytes, now);
  }

  /** Opens what links, counts what is in it, and stores it. */
  private StoreOutcome open(
      AuditStore store, SessionRow session, SegmentInspection segment, byte[] bytes, Instant now) {
    long number = segment.number();
    Optional<byte[]> key = sealingKeys.unwrap(store, session.id(), number, segment.wrappedKey());
    Optional<List<String>> events = key.flatMap(k -> Verifier.openRecords(segment, k));
    if (key.isEmpty() || events.isEmpty()) {
      return refused(
          store,
          session,
          number,
          AlertKind.UNSOUND,
          "Segment " + number + " does not open with the session's key.",
          now);
    }
    SegmentContent content;
    try {
      content = SegmentContent.of(events.get(), session);
    } catch (IllegalArgumentException e) {
      return refused(
          store,
          session,
          number,
          AlertKind.UNSOUND,
          "Segment " + number + " holds an event that this service cannot read.",
          now);
    }
    if (content.otherTicket()) {
      store.alert(
          session.id(),
          number,
          AlertKind.OTHER_TICKET,
          "The record names another person, grant or source than the session's ticket.",
          now);
    }
    Receipt receipt = receipt(session.id(), segment, now);
    String json = MAPPER.writeValueAsString(receipt);
    try {
      storage.write(session.id(), number, bytes);
      storage.writeReceipt(session.id(), number, json);
      if (store.summary(session.id()).stored() == 0) {
        storage.writeDescription(session.id(), description(session));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The segment folder cannot be written.", e);
    }
    store.insertSegment(row(segment, content, bytes.length, now, json));
    sealingKeys.storeSegmentKey(store, session.id(), number, key.get());
    index(store, session.id(), number, content);
    // Last, because all other appends wait from here until this transaction ends.
    long index = log.segment(store, session.id(), number, receipt, now);
    return acknowledged(store, receipt, index);
  }

  /** What reviewers find the session's statements by. */
  private void index(AuditStore store, String sessionId, long number, SegmentContent content) {
    ReviewStore found = new ReviewStore(store.handle());
    for (AuditEvent.StatementIntent intent : content.intents()) {
      found.intent(
          sessionId,
          intent.statement(),
          number,
          intent.at(),
          intent.effect(),
          words.of(intent.text()));
    }
    for (AuditEvent.StatementResult result : content.results()) {
      found.result(sessionId, result.statement(), result.outcome(), result.rows());
    }
  }

  private StoreOutcome stored(AuditStore store, SegmentRow row, Instant now) {
    Receipt receipt = MAPPER.readValue(row.receipt(), Receipt.class);
    Long index = row.logIndex();
    return acknowledged(
        store,
        receipt,
        index == null ? log.segment(store, row.sessionId(), row.number(), receipt, now) : index);
  }

  private StoreOutcome acknowledged(AuditStore store, Receipt receipt, long index) {
    return new StoreOutcome.Stored(new Acknowledgement(receipt, log.proof(store, index)));
  }

  /** Why the segment does not fit between its neighbours; segments may arrive out of order. */
  private static Optional<String> fork(
      AuditStore store, SessionRow session, long number, SegmentInspection segment) {
    Optional<SegmentRow> before = store.segment(session.id(), number - 1);
    boolean follows =
        number == 0
            ? segment.previous().equals(NOTHING_BEFORE)
            : before.isEmpty()
                || (before.get().sha256().equals(segment.previous()) && !before.get().last());
    if (!follows) {
      return Optional.of("Segment " + number + " does not follow the segment before it.");
    }
    Optional<SegmentRow> after = store.segment(session.id(), number + 1);
    if (after.isPresent() && (segment.last() || !after.get().previous().equals(segment.sha256()))) {
      return Optional.of("Segment " + number + " does not precede the segment after it.");
    }
    Long announced = session.announcedSegments();
    if (announced != null && number >= announced) {
      return Optional.of(
          "Segment " + number + " is one more than the " + announced + " that the session has.");
    }
    return Optional.empty();
  }

  /** What lets the stored folder be verified by itself. */
  private String description(SessionRow session) {
    return MAPPER.writeValueAsString(
        Map.of(
            "sessionId", session.id(),
            "deviceKey", session.deviceKey(),
            "receiptKey", keys.receiptPublicKey().toJSONString()));
  }

  private Receipt receipt(String sessionId, SegmentInspection segment, Instant now) {
    // Members in canonical order; none of the values needs an escape.
    String payload =
        "{\"number\":"
            + segment.number()
            + ",\"receivedAt\":\""
            + now
            + "\",\"sessionId\":\""
            + sessionId
            + "\",\"sha256\":\""
            + segment.sha256()
            + "\"}";
    return new Receipt(
        sessionId, segment.number(), segment.sha256(), now.toString(), keys.sign(payload));
  }

  private static SegmentRow row(
      SegmentInspection segment, SegmentContent content, long bytes, Instant now, String receipt) {
    return new SegmentRow(
        segment.sessionId(),
        segment.number(),
        segment.sha256(),
        segment.previous(),
        bytes,
        segment.records().size(),
        segment.sealed(),
        segment.last(),
        content.statements(),
        content.flagged(),
        now,
        receipt,
        null);
  }

  private static StoreOutcome conflict(
      AuditStore store,
      SessionRow session,
      long number,
      AlertKind kind,
      String sentence,
      Instant now) {
    store.alert(session.id(), number, kind, sentence, now);
    return new StoreOutcome.Conflict(sentence);
  }

  private static StoreOutcome refused(
      AuditStore store,
      SessionRow session,
      long number,
      AlertKind kind,
      String sentence,
      Instant now) {
    store.alert(session.id(), number, kind, sentence, now);
    return new StoreOutcome.Refused(sentence);
  }
}
