package dev.gatehouse.app.cli;

import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.pipeline.Preview;

/** Prints how a statement of a sandbox came out. */
interface TryPrinter {
  /** How a statement counts for the whole run. */
  enum Answered {
    /** It has its answer, whatever that is. */
    YES,
    /** The database was not there to answer. */
    UNREACHABLE
  }

  /** Prints one outcome; rows are read to the end and closed. */
  Answered print(Attempt attempt, Preview preview, Outcome outcome);

  /** Prints that the database did not answer. */
  void unreachable(Attempt attempt, String sentence);

  /** Prints that Gatehouse itself failed. */
  void fault(Attempt attempt, String sentence);
}
