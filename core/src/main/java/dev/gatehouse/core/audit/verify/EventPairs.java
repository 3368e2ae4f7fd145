package dev.gatehouse.core.audit.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether every statement that was to run has its result, and every result its intent. */
final class EventPairs {
  private final String sessionId;
  private final List<Finding> findings;
  private final Set<Long> intents = new HashSet<>();
  private final Set<Long> unsettled = new TreeSet<>();

  EventPairs(String sessionId, List<Finding> findings) {
    this.sessionId = sessionId;
    this.findings = findings;
  }

  void read(long segment, SegmentInspection.SealedRecord record, byte[] opened) {
    Map<String, Object> event = SegmentReader.json(opened);
    if (event == null || !(event.get("type") instanceof String type)) {
      contradict(segment, record, "it is not an event");
      return;
    }
    if (type.equals("session.opened") && !sessionId.equals(event.get("sessionId"))) {
      contradict(segment, record, "it opens another session");
    }
    if (!(event.get("statement") instanceof Number number)) {
      return;
    }
    long statement = number.longValue();
    if (type.equals("statement.intent")) {
      if (!intents.add(statement)) {
        contradict(segment, record, "statement " + statement + " has an intent already");
      }
      if (event.get("role") != null) {
        unsettled.add(statement);
      }
    } else if (!intents.contains(statement)) {
      contradict(segment, record, "statement " + statement + " has no intent before it");
    } else if (type.equals("statement.result")
        || (type.equals("confirmation.answered") && Boolean.FALSE.equals(event.get("confirmed")))) {
      unsettled.remove(statement);
    }
  }

  void end() {
    for (long statement : unsettled) {
      findings.add(
          Finding.session(
              Finding.Kind.OUTCOME_UNKNOWN,
              "Statement " + statement + " has no result, so its outcome is unknown."));
    }
  }

  private void contradict(long segment, SegmentInspection.SealedRecord record, String what) {
    findings.add(
        Finding.at(
            Finding.Kind.EVENTS_CONTRADICT,
            segment,
            record.number(),
            record.position(),
            "Segment " + segment + ", record " + record.number() + ": " + what + "."));
  }
}
