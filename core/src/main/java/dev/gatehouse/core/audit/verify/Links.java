package dev.gatehouse.core.audit.verify;

import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How a session's segments hang together. */
final class Links {
  private Links() {}

  /**
   * Checks that nothing is missing, added or out of place.
   *
   * @param handedOver hashes of segments that are rightly elsewhere
   */
  static void check(
      Recording recording,
      String sessionId,
      NavigableMap<Long, SegmentInspection> segments,
      NavigableMap<Long, String> handedOver,
      List<Finding> findings) {
    long count = Math.max(end(segments), end(handedOver));
    @Nullable String before = Hashes.NONE;
    boolean ended = false;
    for (long number = 0; number < count; number++) {
      SegmentInspection segment = segments.get(number);
      if (segment == null) {
        before = handedOver.get(number);
        if (before == null) {
          missing(number, findings);
        }
        continue;
      }
      place(number, segment, sessionId, ended, findings);
      if (before != null && segment.number() >= 0 && !segment.previous().equals(before)) {
        findings.add(
            Finding.of(
                    Finding.Kind.CHAIN_BROKEN,
                    number,
                    "Segment " + number + " does not follow the segment before it.")
                .hashes(segment.previous(), before));
      }
      before = segment.sha256();
      ended = ended || segment.last();
    }
    checkEnd(recording.segmentCount(), segments, count, ended, handedOver, findings);
  }

  private static void place(
      long number,
      SegmentInspection segment,
      String sessionId,
      boolean ended,
      List<Finding> findings) {
    if (!segment.sessionId().isEmpty() && !segment.sessionId().equals(sessionId)) {
      findings.add(
          Finding.of(
              Finding.Kind.MISPLACED,
              number,
              "Segment " + number + " belongs to another session."));
    }
    if (ended) {
      findings.add(
          Finding.of(
              Finding.Kind.TOO_MANY,
              number,
              "Segment " + number + " follows the session's signed end."));
    }
  }

  private static void checkEnd(
      OptionalLong count,
      NavigableMap<Long, SegmentInspection> segments,
      long next,
      boolean ended,
      NavigableMap<Long, String> handedOver,
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
    if (!ended && !handedOver.containsKey(next - 1)) {
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

  private static long end(NavigableMap<Long, ?> numbers) {
    return numbers.isEmpty() ? 0 : numbers.lastKey() + 1;
  }

  private static void missing(long number, List<Finding> findings) {
    findings.add(
        Finding.of(Finding.Kind.SEGMENT_MISSING, number, "Segment " + number + " is not here."));
  }
}
