package dev.gatehouse.app.cli;

import dev.gatehouse.core.pipeline.Outcome;

/** Prints how a statement came out, reading its rows. */
interface StatementPrinter {
  /**
   * Prints one outcome; rows are read to the end and closed.
   *
   * @param sql what the person gave, in which refusals and failures have their place
   * @param startedNanos {@link System#nanoTime()} before it ran
   * @return how it counts
   */
  ExitCode print(String sql, Outcome outcome, long startedNanos);
}
