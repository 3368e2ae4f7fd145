package dev.gatehouse.core.audit.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says whether a recorded session is what was recorded: whole frames, an unbroken chain, the
 * device's signatures, no segment too few or too many, the service's receipts; and with the keys,
 * that every record opens and every statement has its result. Offline, without state, safe for use
 * by many threads.
 */
public final class Verifier {
  private Verifier() {}

  /**
   * A verified recording with its events.
   *
   * @param events one canonical JSON object an event, in order; empty where it was not opened.
   *     Records that do not open are left out and stand in the report.
   */
  public record Opened(VerificationReport report, List<String> events) {
    public Opened {
      events = List.copyOf(events);
    }
  }

  /**
   * Verifies a session.
   *
   * @throws IllegalArgumentException where one of the keys is no key
   */
  public static VerificationReport verify(Recording recording, VerificationKeys keys) {
    return open(recording, keys).report();
  }

  /** Verifies a session and, where the keys for it are there, opens its records. */
  public static Opened open(Recording recording, VerificationKeys keys) {
    PublicKeys device = PublicKeys.of(keys.deviceKey());
    TreeMap<Long, SegmentInspection> segments = new TreeMap<>();
    recording
        .segments()
        .forEach(
            (number, bytes) -> segments.put(number, SegmentReader.read(bytes, device, number)));
    String sessionId =
        recording
            .sessionId()
            .orElseGet(
                () ->
                    segments.values().stream()
                        .map(SegmentInspection::sessionId)
                        .findFirst()
                        .orElse(""));

    List<Finding> findings = new ArrayList<>();
    segments.values().forEach(segment -> findings.addAll(segment.findings()));
    NavigableMap<Long, String> handedOver =
        keys.receiptKey()
            .map(key -> Receipts.check(recording, sessionId, PublicKeys.of(key), findings))
            .orElseGet(TreeMap::new);
    keys.receiptKey().ifPresent(key -> LogProofs.check(recording, key, findings));
    Links.check(recording, sessionId, segments, handedOver, findings);
    EventReader events = new EventReader(sessionId, findings);
    keys.segmentKeys().ifPresent(source -> events.read(segments.values(), source));
    return new Opened(
        report(sessionId, segments, findings, keys.segmentKeys().isPresent()), events.events());
  }

  /**
   * Inspects one segment by itself, for a service that receives it.
   *
   * @param number the number that it should have
   */
  public static SegmentInspection inspect(byte[] segment, long number, String deviceKey) {
    return SegmentReader.read(segment, PublicKeys.of(deviceKey), number);
  }

  /**
   * Opens the records of a segment that {@link #inspect} found sound.
   *
   * @return the events as canonical JSON, in order; empty where a record does not open with the key
   */
  public static Optional<List<String>> openRecords(SegmentInspection segment, byte[] key) {
    List<String> events = new ArrayList<>();
    for (SegmentInspection.SealedRecord record : segment.records()) {
      Optional<byte[]> opened =
          RecordOpener.open(key, segment.sessionId(), segment.number(), record);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      events.add(new String(opened.get(), StandardCharsets.UTF_8));
    }
    return Optional.of(events);
  }

  private static VerificationReport report(
      String sessionId,
      TreeMap<Long, SegmentInspection> segments,
      List<Finding> findings,
      boolean opened) {
    List<Finding> tampering =
        findings.stream().filter(finding -> finding.kind().tampering()).toList();
    List<Finding> gaps = findings.stream().filter(finding -> !finding.kind().tampering()).toList();
    if (!tampering.isEmpty()) {
      return new VerificationReport.Fails(sessionId, tampering, gaps);
    }
    long records = segments.values().stream().mapToLong(s -> s.records().size()).sum();
    String head = segments.isEmpty() ? Hashes.NONE : segments.lastEntry().getValue().sha256();
    return new VerificationReport.Holds(sessionId, segments.size(), records, head, opened, gaps);
  }
}
