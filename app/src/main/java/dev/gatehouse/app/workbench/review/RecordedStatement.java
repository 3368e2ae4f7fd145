package dev.gatehouse.app.workbench.review;

import dev.gatehouse.core.audit.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A statement of a recording, put together from its events.
 *
 * @param intent what was asked and decided
 * @param confirmation the question shown and its answer
 * @param snapshots the recorded parts of the masked result, in order
 * @param result how it ended; empty where the outcome is unknown
 * @param left copies and exports of its rows
 */
record RecordedStatement(
    AuditEvent.StatementIntent intent,
    Optional<AuditEvent.ConfirmationAnswered> confirmation,
    List<AuditEvent.ResultSnapshot> snapshots,
    Optional<AuditEvent.StatementResult> result,
    List<AuditEvent.DataLeft> left) {
  RecordedStatement {
    snapshots = List.copyOf(snapshots);
    left = List.copyOf(left);
  }

  long number() {
    return intent.statement();
  }

  Instant at() {
    return intent.at();
  }

  /** How it is coloured and named. */
  enum Kind {
    ALLOWED,
    MASKED,
    CONFIRMED,
    NOT_CONFIRMED,
    WAITING,
    DENIED,
    REFUSED,
    FAILED,
    UNKNOWN
  }

  Kind kind() {
    return switch (intent.effect()) {
      case "deny" -> Kind.DENIED;
      case "refuse" -> Kind.REFUSED;
      case "needs_approval" -> Kind.WAITING;
      case "confirm" ->
          confirmation.map(AuditEvent.ConfirmationAnswered::confirmed).orElse(false)
              ? ranAs(Kind.CONFIRMED)
              : Kind.NOT_CONFIRMED;
      case "allow_masked" -> ranAs(Kind.MASKED);
      case "allow" -> ranAs(Kind.ALLOWED);
      default -> Kind.UNKNOWN;
    };
  }

  private Kind ranAs(Kind well) {
    return result.map(r -> r.outcome().equals("done") ? well : Kind.FAILED).orElse(Kind.UNKNOWN);
  }

  /** Whether a reviewer should look at it. */
  boolean flagged() {
    boolean byKind =
        switch (kind()) {
          case ALLOWED, MASKED -> false;
          case CONFIRMED, NOT_CONFIRMED, WAITING, DENIED, REFUSED, FAILED, UNKNOWN -> true;
        };
    return byKind || !left.isEmpty();
  }

  Duration took() {
    return Duration.ofMillis(result.map(AuditEvent.StatementResult::durationMillis).orElse(0L));
  }

  /** Rows shown or written; -1 where it is not known. */
  long rows() {
    return result.map(AuditEvent.StatementResult::rows).orElse(-1L);
  }
}
