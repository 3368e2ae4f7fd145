package dev.gatehouse.control.audit;

import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.core.audit.verify.Finding;
import dev.gatehouse.core.audit.verify.Recording;
import dev.gatehouse.core.audit.verify.VerificationKeys;
import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Opens a stored recording and verifies it from its bytes. */
final class RecordingReader {
  private final SegmentStorage storage;
  private final AuditKeys keys;
  private final SealingKeys sealingKeys;
  private final SessionStates states;

  RecordingReader(
      SegmentStorage storage, AuditKeys keys, SealingKeys sealingKeys, SessionStates states) {
    this.storage = storage;
    this.keys = keys;
    this.sealingKeys = sealingKeys;
    this.states = states;
  }

  RecordingView read(AuditStore store, SessionRow session, Instant now) {
    List<SegmentRow> rows = store.segments(session.id());
    Verifier.Opened opened =
        Verifier.open(
            recording(session, rows),
            new VerificationKeys(
                session.deviceKey(),
                Optional.of(keys.receiptPublicKey().toJSONString()),
                Optional.of((id, number, wrapped) -> sealingKeys.segmentKey(store, id, number))));
    SegmentSummary summary = store.summary(session.id());
    SessionStates.State state = states.state(session, summary, now);
    List<String> findings = new ArrayList<>();
    switch (opened.report()) {
      case VerificationReport.Holds holds -> findings.addAll(gaps(holds, state));
      case VerificationReport.Fails fails -> {
        findings.addAll(fails.sentences());
        store.alert(session.id(), null, AlertKind.NOT_VERIFIED, findings.getFirst(), now);
      }
    }
    for (String alert : store.alerts(session.id())) {
      if (!findings.contains(alert)) {
        findings.add(alert);
      }
    }
    String verified = findings.isEmpty() ? SessionStates.word(state) : findings.getFirst();
    return new RecordingView(
        states.view(session, summary, state, verified), opened.events(), List.copyOf(findings));
  }

  private Recording recording(SessionRow session, List<SegmentRow> rows) {
    TreeMap<Long, byte[]> segments = new TreeMap<>();
    TreeMap<Long, String> receipts = new TreeMap<>();
    try {
      for (SegmentRow row : rows) {
        storage
            .read(session.id(), row.number())
            .ifPresent(bytes -> segments.put(row.number(), bytes));
        receipts.put(row.number(), row.receipt());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The segment folder cannot be read.", e);
    }
    Long announced = session.announcedSegments();
    return Recording.stored(
        session.id(),
        segments,
        receipts,
        announced == null ? OptionalLong.empty() : OptionalLong.of(announced));
  }

  /** A session that still runs has neither its end nor all of its results; that is no finding. */
  private static List<String> gaps(VerificationReport.Holds holds, SessionStates.State state) {
    return holds.gaps().stream()
        .filter(gap -> state != SessionStates.State.OPEN || !expectedWhileOpen(gap.kind()))
        .map(Finding::sentence)
        .toList();
  }

  private static boolean expectedWhileOpen(Finding.Kind kind) {
    return kind == Finding.Kind.NO_END
        || kind == Finding.Kind.OUTCOME_UNKNOWN
        || kind == Finding.Kind.NOT_SEALED;
  }
}
