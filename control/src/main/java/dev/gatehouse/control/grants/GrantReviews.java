package dev.gatehouse.control.grants;

import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import dev.gatehouse.core.decision.RequestDecision.Demand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Deciding requests: by people with the role, never by who asked. Thread-safe. */
final class GrantReviews {
  private final GrantStore store;
  private final GrantNotices notices;
  private final Duration lapsesAfter;
  private final InstantSource clock;

  GrantReviews(GrantStore store, GrantNotices notices, Duration lapsesAfter, InstantSource clock) {
    this.store = store;
    this.notices = notices;
    this.lapsesAfter = lapsesAfter;
    this.clock = clock;
  }

  /** Requests that this reviewer may decide, oldest first. */
  List<GrantRow> pending(Caller reviewer) {
    reviewer.mustBe(Role.REVIEWER);
    Instant now = clock.instant();
    return store.inStates(List.of(GrantState.REQUESTED)).stream()
        .filter(row -> !row.isAskedBy(reviewer) && !isLapsed(row, now))
        .toList();
  }

  GrantRow approve(Caller reviewer, String id, String comment) {
    return decide(
        reviewer,
        id,
        (handle, row, now) -> {
          checkApprover(handle, reviewer, row, now);
          Optional<Boolean> complete =
              store.approve(handle, row, reviewer.principal(), comment, now);
          if (complete.isEmpty()) {
            throw ProblemException.conflict(
                "You have approved this request already; another reviewer must approve it too.");
          }
          if (complete.get()) {
            String reason = "Approved by " + approvers(handle, row) + ".";
            store.change(
                handle, row, GrantChange.approved(row, Actor.of(reviewer), reason, now), now);
          }
        });
  }

  /**
   * Who may deny may not always approve: a rule may name its approvers, and nobody swaps favours.
   */
  private void checkApprover(Handle handle, Caller reviewer, GrantRow row, Instant now) {
    List<Demand> demands = row.demands();
    if (!demands.isEmpty()
        && demands.stream().noneMatch(d -> d.by().matches(reviewer.principal()))) {
      throw ProblemException.notPermitted(
          "This request needs "
              + demands.stream().map(GrantWords::demand).collect(Collectors.joining(" and "))
              + "; yours does not count.");
    }
    if (store.closesCircle(handle, row, reviewer.principal(), now)) {
      throw ProblemException.notPermitted(
          "You and "
              + row.requester().name()
              + " would approve each other's requests; another reviewer must decide.");
    }
  }

  GrantRow deny(Caller reviewer, String id, String reason) {
    if (reason.isBlank()) {
      throw ProblemException.badRequest("Say why; the requester reads the reason.");
    }
    return decide(
        reviewer,
        id,
        (handle, row, now) ->
            store.change(
                handle,
                row,
                GrantChange.to(GrantState.DENIED, Actor.of(reviewer), reason.strip()),
                now));
  }

  private interface Step {
    void take(Handle handle, GrantRow row, Instant now);
  }

  private GrantRow decide(Caller reviewer, String id, Step step) {
    reviewer.mustBe(Role.REVIEWER);
    if (reviewer.principal().humanBehind().isPresent()) {
      throw ProblemException.notPermitted("Only people decide requests; an agent may not.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    GrantRow result =
        store.inTransaction(
            handle -> {
              GrantRow row = store.lock(handle, id).orElseThrow(GrantAnswers::unknown);
              check(reviewer, row, now);
              step.take(handle, row, now);
              return store.find(handle, id).orElseThrow(GrantAnswers::unknown);
            });
    if (result.state() != GrantState.REQUESTED) {
      notices.changed(result);
    }
    return result;
  }

  private void check(Caller reviewer, GrantRow row, Instant now) {
    if (row.isAskedBy(reviewer)) {
      throw ProblemException.notPermitted(
          "Nobody decides their own request; another reviewer must.");
    }
    if (row.state() != GrantState.REQUESTED) {
      throw GrantAnswers.notIn(row, "decided");
    }
    if (isLapsed(row, now)) {
      throw ProblemException.conflict("The request has lapsed; it must be made anew.");
    }
  }

  private boolean isLapsed(GrantRow row, Instant now) {
    return !now.isBefore(row.lapsesAt(lapsesAfter));
  }

  private String approvers(Handle handle, GrantRow row) {
    return String.join(
        ", ", store.find(handle, row.id()).orElseThrow(GrantAnswers::unknown).approvers());
  }
}
