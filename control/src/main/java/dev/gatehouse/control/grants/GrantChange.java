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

  /**
   * Approved from now on, for the minutes asked for. A window with a start of its own ends when it
   * was asked to, so a late approval makes it shorter.
   */
  static GrantChange approved(GrantRow row, Actor actor, String reason, Instant now) {
    Instant asked = row.terms().start().orElse(now);
    Instant start = asked.isBefore(now) ? now : asked;
    Instant end = asked.plusSeconds(60L * row.terms().durationMinutes());
    return new GrantChange(
        GrantState.APPROVED, actor, reason, Optional.of(start), Optional.of(end));
  }
}
