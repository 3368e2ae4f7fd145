package dev.gatehouse.control.audit;

import dev.gatehouse.control.api.SessionView;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Computes what a session's state is now, from what is stored of it. */
final class SessionStates {
  private static final String NO_END =
      "The session's end is not recorded: its client died, was cut off, or did not report.";

  private final AuditTimes times;

  SessionStates(AuditTimes times) {
    this.times = times;
  }

  /** The states that a reviewer sees. */
  enum State {
    OPEN,
    COMPLETE,
    STALE,
    INCOMPLETE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A session that was not heard of since then does not run. */
  Instant staleSince(Instant now) {
    return now.minus(times.stale());
  }

  State state(SessionRow session, SegmentSummary segments, Instant now) {
    if (whole(session, segments)) {
      return State.COMPLETE;
    }
    Duration silence = Duration.between(session.lastSeenAt(), now);
    Long announced = session.announcedSegments();
    boolean allHere = announced != null && segments.stored() >= announced;
    if (allHere || silence.compareTo(times.incomplete()) >= 0) {
      return State.INCOMPLETE;
    }
    return silence.compareTo(times.stale()) >= 0 ? State.STALE : State.OPEN;
  }

  /** Whether every segment is here, sealed, from the first to the session's end. */
  static boolean whole(SessionRow session, SegmentSummary segments) {
    Long announced = session.announcedSegments();
    return segments.ended()
        && segments.allSealed()
        && segments.highest() == segments.stored() - 1
        && (announced == null || announced == segments.stored());
  }

  /** The view, with what the alerts and the state say in place of a full verification. */
  SessionView view(
      SessionRow session, SegmentSummary segments, Optional<String> alert, Instant now) {
    State state = state(session, segments, now);
    return view(session, segments, state, alert.orElse(word(state)));
  }

  SessionView view(SessionRow session, SegmentSummary segments, State state, String verified) {
    return new SessionView(
        session.id(),
        session.grantId(),
        session.person(),
        session.source(),
        session.environment(),
        session.purpose(),
        state.word(),
        session.openedAt(),
        session.closedAt(),
        segments.statements(),
        segments.flagged(),
        verified);
  }

  static String word(State state) {
    return switch (state) {
      case OPEN -> "open";
      case COMPLETE -> "verified";
      case STALE -> "The session has fallen silent.";
      case INCOMPLETE -> NO_END;
    };
  }
}
