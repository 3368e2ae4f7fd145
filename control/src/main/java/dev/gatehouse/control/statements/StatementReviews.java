package dev.gatehouse.control.statements;

import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Deciding about statements: by people with the role, never by who asked. Thread-safe. */
final class StatementReviews {
  private final StatementStore store;
  private final InstantSource clock;

  StatementReviews(StatementStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What this reviewer may decide, oldest first. */
  List<StatementRow> pending(Caller reviewer) {
    reviewer.mustBe(Role.REVIEWER);
    Instant now = clock.instant();
    return store.waiting().stream()
        .filter(row -> !row.isAskedBy(reviewer) && now.isBefore(row.view().lapsesAt()))
        .toList();
  }

  StatementRow approve(Caller reviewer, String id, String comment) {
    return decide(
        reviewer,
        id,
        (handle, row, now) -> {
          if (store.closesCircle(handle, row, reviewer.principal(), now)) {
            throw ProblemException.notPermitted(
                "You and "
                    + row.view().requester()
                    + " would approve each other's requests; another reviewer must decide.");
          }
          store.decide(handle, row, "approved", reviewer.principal(), comment.strip(), now);
        });
  }

  StatementRow deny(Caller reviewer, String id, String reason) {
    if (reason.isBlank()) {
      throw ProblemException.badRequest("Say why; the requester reads the reason.");
    }
    return decide(
        reviewer,
        id,
        (handle, row, now) ->
            store.decide(handle, row, "denied", reviewer.principal(), reason.strip(), now));
  }

  /** The requester takes a request back. */
  StatementRow withdraw(Caller caller, String id) {
    return store.inTransaction(
        handle -> {
          StatementRow row =
              store
                  .lock(handle, id)
                  .filter(found -> found.isOf(caller))
                  .orElseThrow(StatementReviews::unknown);
          mustWait(row);
          store.decide(handle, row, "withdrawn", caller.principal(), "Withdrawn.", now());
          return store.lock(handle, id).orElseThrow(StatementReviews::unknown);
        });
  }

  private interface Step {
    void take(Handle handle, StatementRow row, Instant now);
  }

  private StatementRow decide(Caller reviewer, String id, Step step) {
    reviewer.mustBe(Role.REVIEWER);
    if (reviewer.principal().humanBehind().isPresent()) {
      throw ProblemException.notPermitted("Only people decide requests; an agent may not.");
    }
    return store.inTransaction(
        handle -> {
          StatementRow row = store.lock(handle, id).orElseThrow(StatementReviews::unknown);
          if (row.isAskedBy(reviewer)) {
            throw ProblemException.notPermitted(
                "Nobody decides their own request; another reviewer must.");
          }
          mustWait(row);
          Instant now = now();
          if (!now.isBefore(row.view().lapsesAt())) {
            throw ProblemException.conflict("The request has lapsed; it must be made anew.");
          }
          step.take(handle, row, now);
          return store.lock(handle, id).orElseThrow(StatementReviews::unknown);
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static void mustWait(StatementRow row) {
    if (!row.isWaiting()) {
      throw ProblemException.conflict(
          "The request is " + row.view().state() + ", so it cannot be decided any more.");
    }
  }

  /** Also for requests of others, so that nobody learns which ids exist. */
  static ProblemException unknown() {
    return ProblemException.notFound("There is no such request, or it is not yours to see.");
  }
}
