package dev.gatehouse.core.audit.export;

import dev.gatehouse.core.audit.AuditEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement with how it ended.
 *
 * @param result empty where the outcome is unknown or nothing was to run
 */
record RecordedStatement(
    AuditEvent.StatementIntent intent, Optional<AuditEvent.StatementResult> result) {

  /** The statements of a session's events, in order. */
  static List<RecordedStatement> of(List<AuditEvent> events) {
    Map<Long, RecordedStatement> statements = new LinkedHashMap<>();
    for (AuditEvent event : events) {
      if (event instanceof AuditEvent.StatementIntent intent) {
        statements.put(intent.statement(), new RecordedStatement(intent, Optional.empty()));
      } else if (event instanceof AuditEvent.StatementResult result) {
        statements.computeIfPresent(
            result.statement(),
            (number, known) -> new RecordedStatement(known.intent(), Optional.of(result)));
      }
    }
    return new ArrayList<>(statements.values());
  }

  boolean refused() {
    return intent.role().isEmpty();
  }

  /** {@code done}, {@code failed}, {@code cancelled}, {@code not_run} or {@code unknown}. */
  String outcome() {
    return result
        .map(AuditEvent.StatementResult::outcome)
        .orElse(refused() ? "not_run" : "unknown");
  }
}
