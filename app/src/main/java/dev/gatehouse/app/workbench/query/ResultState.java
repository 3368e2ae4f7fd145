package dev.gatehouse.app.workbench.query;

import java.time.Duration;
import java.time.Instant;

/** What the results area of an editor shows. */
public sealed interface ResultState {
  /** Nothing has run. */
  record Idle() implements ResultState {}

  /** A statement runs. */
  record Running(String sql, Instant since, boolean cancelling) implements ResultState {}

  /** Rows. */
  record Rows(ResultViewModel result) implements ResultState {}

  /** Done, without rows. */
  record Written(long rows, Verdict verdict, Duration took) implements ResultState {}

  /** Not run or not finished; says why. */
  record Stopped(Kind kind, String title, String sentence, Verdict verdict)
      implements ResultState {}

  /** Why a statement did not come to its end. */
  enum Kind {
    DENIED,
    NEEDS_APPROVAL,
    NOT_UNDERSTOOD,
    NOT_CONFIRMED,
    FAILED,
    CANCELLED,
    SESSION_OVER
  }
}
