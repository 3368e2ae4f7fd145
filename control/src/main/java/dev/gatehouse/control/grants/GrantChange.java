package dev.gatehouse.control.grants;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of a grant.
 *
 * @param to the next state
 * @param actor who takes it
 * @param reason one sentence
 * @param start set on approval
 * @param end set on approval
 */
record GrantChange(
    GrantState to, Actor actor, String reason, Optional<Instant> start, Optional<Instant> end) {

  static GrantChange to(GrantState to, Actor actor, String reason) {
    return new GrantChange(to, actor, reason, Optional.empty(), Optional.empty());
  }

  /** Approved from now on, for the minutes asked for. */
  static GrantChange approved(GrantRow row, Actor actor, String reason, Instant now) {
    Instant end = now.plusSeconds(60L * row.terms().durationMinutes());
    return new GrantChange(GrantState.APPROVED, actor, reason, Optional.of(now), Optional.of(end));
  }
}
