package dev.gatehouse.app.workbench.review;

import java.util.ArrayList;
import java.util.List;

/**
 * Where statements stand on the player's timeline. Waiting longer than {@link #IDLE_CAP} is cut to
 * it, so that nobody watches somebody think. Times are milliseconds. Immutable.
 */
final class PlayerClock {
  /** The longest idle time that is played. */
  static final long IDLE_CAP = 3_000;

  private static final long SHORTEST = 250;
  private final long[] starts;
  private final long[] ends;
  private final List<Idle> idle = new ArrayList<>();

  /**
   * A stretch of the timeline where nothing happened and time was cut.
   *
   * @param from played milliseconds
   * @param to played milliseconds
   * @param real how long it really was
   */
  record Idle(long from, long to, long real) {}

  PlayerClock(Recording recording) {
    List<RecordedStatement> statements = recording.statements();
    starts = new long[statements.size()];
    ends = new long[statements.size()];
    long played = 0;
    long real = recording.start().toEpochMilli();
    for (int i = 0; i < starts.length; i++) {
      RecordedStatement statement = statements.get(i);
      long gap = Math.max(0, statement.at().toEpochMilli() - real);
      long shown = Math.min(gap, IDLE_CAP);
      if (gap > IDLE_CAP) {
        idle.add(new Idle(played, played + shown, gap));
      }
      played += shown;
      starts[i] = played;
      long took = statement.took().toMillis();
      played += Math.clamp(took, SHORTEST, IDLE_CAP);
      ends[i] = played;
      real = statement.at().toEpochMilli() + took;
    }
  }

  /** The whole length. */
  long length() {
    return ends.length == 0 ? 0 : ends[ends.length - 1] + SHORTEST;
  }

  long startOf(int statement) {
    return starts[statement];
  }

  long endOf(int statement) {
    return ends[statement];
  }

  List<Idle> idle() {
    return List.copyOf(idle);
  }

  /** The last statement that has begun at that time, or -1 before the first. */
  int at(long played) {
    int found = -1;
    for (int i = 0; i < starts.length && starts[i] <= played; i++) {
      found = i;
    }
    return found;
  }
}
