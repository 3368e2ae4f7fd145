package dev.gatehouse.core.audit.verify;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;

/** How a session's segments hang together. */
final class Links {
  private Links() {}

  static void check(
      Recording recording,
      String sessionId,
      NavigableMap<Long, SegmentInspection> segments,
      List<Finding> findings) {
    String before = Hashes.NONE;
    long next = 0;
    boolean ended = false;
    for (Map.Entry<Long, SegmentInspection> entry : segments.entrySet()) {
      long found = entry.getKey();
      SegmentInspection segment = entry.getValue();
      boolean gap = found != next;
      for (; next < found; next++) {
        missing(next, findings);
      }
      next = found + 1;
      if (!segment.sessionId().isEmpty() && !segment.sessionId().equals(sessionId)) {
        findings.add(
            Finding.of(
                Finding.Kind.MISPLACED,
                found,
                "Segment " + found + " belongs to another session."));
      }
      if (ended) {
        findings.add(
            Finding.of(
                Finding.Kind.TOO_MANY,
                found,
                "Segment " + found + " follows the session's signed end."));
      }
      if (!gap && segment.number() >= 0 && !segment.previous().equals(before)) {
        findings.add(
            Finding.of(
                    Finding.Kind.CHAIN_BROKEN,
                    found,
                    "Segment " + found + " does not follow the segment before it.")
                .hashes(segment.previous(), before));
      }
      before = segment.sha256();
      ended = ended || segment.last();
    }
    end(recording.segmentCount(), segments, next, ended, findings);
  }

  private static void end(
      OptionalLong count,
      NavigableMap<Long, SegmentInspection> segments,
      long next,
      boolean ended,
      List<Finding> findings) {
    if (count.isPresent()) {
      for (long number = next; number < count.getAsLong(); number++) {
        missing(number, findings);
      }
      if (next > count.getAsLong()) {
        findings.add(
            Finding.session(
                Finding.Kind.TOO_MANY,
                "The session has "
                    + count.getAsLong()
                    + " segments, but there is a segment "
                    + (next - 1)
                    + "."));
      }
    }
    if (!ended) {
      findings.add(
          Finding.session(
              Finding.Kind.NO_END, "The session's end is not recorded, so it may be incomplete."));
    }
    if (!segments.isEmpty()) {
      SegmentInspection last = segments.lastEntry().getValue();
      long unsigned = last.records().size() - last.signedRecords();
      if (unsigned > 0) {
        findings.add(
            Finding.of(
                Finding.Kind.UNSIGNED_RECORDS,
                segments.lastKey(),
                "The last "
                    + unsigned
                    + " records of segment "
                    + segments.lastKey()
                    + " stand after its last signed checkpoint."));
      }
    }
  }

  private static void missing(long number, List<Finding> findings) {
    findings.add(
        Finding.of(Finding.Kind.SEGMENT_MISSING, number, "Segment " + number + " is not here."));
  }
}
