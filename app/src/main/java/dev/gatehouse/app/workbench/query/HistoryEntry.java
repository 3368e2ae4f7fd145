package dev.gatehouse.app.workbench.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A statement that was run.
 *
 * @param outcome {@code done}, {@code masked}, {@code written}, or a {@link ResultState.Kind} in
 *     lower case
 * @param rows rows of the first page or rows written; -1 where it did not come to that
 * @param tookMillis how long until the first page
 */
public record HistoryEntry(
    Instant at, String source, String sql, String outcome, long rows, long tookMillis) {
  static HistoryEntry of(
      Instant started, Clock clock, String source, String sql, ResultState state) {
    long took = Duration.between(started, clock.instant()).toMillis();
    return switch (state) {
      case ResultState.Rows rows ->
          new HistoryEntry(
              started,
              source,
              sql,
              rows.result().verdict().masks().isEmpty() ? "done" : "masked",
              rows.result().rows().size(),
              took);
      case ResultState.Written written ->
          new HistoryEntry(started, source, sql, "written", written.rows(), took);
      case ResultState.Stopped stopped ->
          new HistoryEntry(
              started,
              source,
              sql,
              stopped.kind().name().toLowerCase(java.util.Locale.ROOT),
              -1,
              took);
      case ResultState.Idle ignored -> new HistoryEntry(started, source, sql, "done", -1, took);
      case ResultState.Running ignored -> new HistoryEntry(started, source, sql, "done", -1, took);
    };
  }
}
