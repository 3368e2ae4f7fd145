package dev.gatehouse.control.grants;

import dev.gatehouse.control.api.EmergencyReview;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** The look at emergencies afterwards, by a person who did not break the glass. Thread-safe. */
final class GrantEmergencies {
  private static final Set<String> VERDICTS = Set.of("justified", "not_justified");
  private static final Set<GrantState> OVER =
      Set.of(GrantState.ENDED, GrantState.REVOKED, GrantState.FAILED);

  private final GrantStore store;
  private final InstantSource clock;

  GrantEmergencies(GrantStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Emergencies that nobody has looked at yet, oldest first; also those that still run. */
  List<GrantRow> waiting(Caller reviewer) {
    reviewer.mustBe(Role.REVIEWER);
    return store.emergenciesToReview().stream().filter(row -> !row.isAskedBy(reviewer)).toList();
  }

  /** Notes what a reviewer says of an emergency that is over; said once. */
  GrantRow review(Caller reviewer, String id, EmergencyReview review) {
    reviewer.mustBe(Role.REVIEWER);
    if (reviewer.principal().humanBehind().isPresent()) {
      throw ProblemException.notPermitted("Only people review emergencies; an agent may not.");
    }
    if (review.verdict() == null || !VERDICTS.contains(review.verdict())) {
      throw ProblemException.badRequest("The field 'verdict' must be justified or not_justified.");
    }
    if (review.comment() == null
        || review.comment().isBlank()
        || review.comment().length() > 1_000) {
      throw ProblemException.badRequest(
          "Say why in 'comment', in at most 1,000 characters; it stays on record.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return store.inTransaction(
        handle -> {
          GrantRow row = store.lock(handle, id).orElseThrow(GrantAnswers::unknown);
          check(reviewer, row);
          store.review(handle, row, reviewer.principal(), review, now);
          return store.find(handle, id).orElseThrow(GrantAnswers::unknown);
        });
  }

  private static void check(Caller reviewer, GrantRow row) {
    if (!row.terms().breakGlass()) {
      throw ProblemException.conflict("The grant was no emergency, so there is nothing to review.");
    }
    if (row.isAskedBy(reviewer)) {
      throw ProblemException.notPermitted(
          "Nobody reviews their own emergency; another reviewer must.");
    }
    if (!OVER.contains(row.state())) {
      throw ProblemException.conflict(
          "The emergency's access is " + row.state().word() + "; review it once it is over.");
    }
    if (row.review().isPresent()) {
      throw ProblemException.conflict("Another reviewer has reviewed it already.");
    }
  }
}
