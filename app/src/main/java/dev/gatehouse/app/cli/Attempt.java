package dev.gatehouse.app.cli;

import dev.gatehouse.core.pipeline.Confirmation;
import dev.gatehouse.core.pipeline.Interaction;
import java.util.OptionalLong;

/**
 * One statement of a sandbox's run, and how its question was answered.
 *
 * <p>Not safe for many threads.
 */
final class Attempt implements Interaction {
  private final StatementEntry entry;
  private final int number;
  private final int start;
  private final String sql;
  private final boolean yes;
  private final long startedNanos = System.nanoTime();
  private OptionalLong measuredRows = OptionalLong.empty();
  private boolean asked;

  /**
   * @param number of the statement within its entry, from 1
   * @param start where in the entry it begins
   * @param yes how every question is answered
   */
  Attempt(StatementEntry entry, int number, int start, String sql, boolean yes) {
    this.entry = entry;
    this.number = number;
    this.start = start;
    this.sql = sql;
    this.yes = yes;
  }

  @Override
  public boolean confirm(Confirmation confirmation) {
    asked = true;
    measuredRows = confirmation.measuredRows();
    return yes;
  }

  StatementEntry entry() {
    return entry;
  }

  int number() {
    return number;
  }

  int start() {
    return start;
  }

  String sql() {
    return sql;
  }

  long startedNanos() {
    return startedNanos;
  }

  /** Whether it was asked about, so that {@link #measuredRows} says something. */
  boolean asked() {
    return asked;
  }

  /** Rows that it would touch, where they could be measured. */
  OptionalLong measuredRows() {
    return measuredRows;
  }
}
