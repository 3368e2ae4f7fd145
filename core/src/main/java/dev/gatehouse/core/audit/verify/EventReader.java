package dev.gatehouse.core.audit.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Opens a session's records, as many as open, and reads what they say of each other. */
final class EventReader {
  private final List<Finding> findings;
  private final List<String> events = new ArrayList<>();
  private final EventPairs pairs;
  private boolean unbroken = true;

  EventReader(String sessionId, List<Finding> findings) {
    this.findings = findings;
    this.pairs = new EventPairs(sessionId, findings);
  }

  /** The events that opened, in order. */
  List<String> events() {
    return events;
  }

  void read(Collection<SegmentInspection> segments, SegmentKeys keys) {
    for (SegmentInspection segment : segments) {
      if (segment.number() < 0) {
        unbroken = false; // Its findings say why already.
        continue;
      }
      Optional<byte[]> key =
          keys.keyOf(segment.sessionId(), segment.number(), segment.wrappedKey());
      if (key.isPresent()) {
        segment.records().forEach(record -> read(segment, record, key.get()));
      } else {
        unbroken = false;
        findings.add(
            Finding.of(
                Finding.Kind.KEY_DESTROYED,
                segment.number(),
                "There is no key for segment "
                    + segment.number()
                    + " any more, so its records cannot be opened."));
      }
      unbroken &= segment.sound();
    }
    if (unbroken) {
      pairs.end();
    }
  }

  private void read(SegmentInspection segment, SegmentInspection.SealedRecord record, byte[] key) {
    Optional<byte[]> opened = RecordOpener.open(key, segment.sessionId(), segment.number(), record);
    if (opened.isEmpty()) {
      unbroken = false;
      findings.add(
          Finding.at(
              Finding.Kind.RECORD_UNREADABLE,
              segment.number(),
              record.number(),
              record.position(),
              "Segment "
                  + segment.number()
                  + ", record "
                  + record.number()
                  + " does not open with the segment's key."));
      return;
    }
    events.add(new String(opened.get(), StandardCharsets.UTF_8));
    if (unbroken) {
      pairs.read(segment.number(), record, opened.get());
    }
  }
}
