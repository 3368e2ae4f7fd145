package dev.gatehouse.core.analysis;

/** What kind of built-in routine a name stands for. */
enum RoutineKind {
  /** A value from its arguments. */
  SCALAR,
  /** A value from many rows. */
  AGGREGATE,
  /** A value from a window of rows. */
  WINDOW,
  /** Rows of one column. */
  SET,
  /** Rows of one column that is always called {@code value}. */
  VALUES,
  /** Rows of the two columns {@code key} and {@code value}. */
  PAIRS,
  /** A value of chance or of the moment. */
  VOLATILE
}
