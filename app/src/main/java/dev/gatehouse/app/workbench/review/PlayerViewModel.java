package dev.gatehouse.app.workbench.review;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;

/** Plays a recording: a position on its timeline, and the statement there. Never runs anything. */
final class PlayerViewModel {
  /** The speeds that can be chosen. */
  static final List<Double> SPEEDS = List.of(0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0);

  private final Recording recording;
  private final PlayerClock clock;
  private final ReadOnlyDoubleWrapper position = new ReadOnlyDoubleWrapper(0);
  private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(-1);
  private final BooleanProperty playing = new SimpleBooleanProperty();
  private final DoubleProperty speed = new SimpleDoubleProperty(1);
  private final BooleanProperty utc = new SimpleBooleanProperty();
  private final IntegerProperty matches = new SimpleIntegerProperty(-1);

  PlayerViewModel(Recording recording) {
    this.recording = recording;
    this.clock = new PlayerClock(recording);
    if (!recording.statements().isEmpty()) {
      select(0);
    }
  }

  Recording recording() {
    return recording;
  }

  PlayerClock clock() {
    return clock;
  }

  /** The played time in milliseconds. */
  ReadOnlyDoubleProperty positionProperty() {
    return position.getReadOnlyProperty();
  }

  /** The index of the statement at the playhead, or -1. */
  ReadOnlyIntegerProperty currentProperty() {
    return current.getReadOnlyProperty();
  }

  BooleanProperty playingProperty() {
    return playing;
  }

  DoubleProperty speedProperty() {
    return speed;
  }

  /** Whether times are shown in UTC. */
  BooleanProperty utcProperty() {
    return utc;
  }

  /** Statements that the search found; -1 where nothing is searched. */
  IntegerProperty matchesProperty() {
    return matches;
  }

  /** Plays or pauses; from the start again at the end. */
  void toggle() {
    if (!playing.get() && position.get() >= clock.length()) {
      seek(0);
    }
    playing.set(!playing.get() && !recording.statements().isEmpty());
  }

  /** Real milliseconds went by while playing. */
  void advance(double millis) {
    if (playing.get()) {
      seek(position.get() + millis * speed.get());
      if (position.get() >= clock.length()) {
        playing.set(false);
      }
    }
  }

  /** Goes to a played time. */
  void seek(double millis) {
    position.set(Math.clamp(millis, 0, (double) clock.length()));
    current.set(clock.at((long) position.get()));
  }

  /** Goes to a statement. */
  void select(int statement) {
    position.set((double) clock.startOf(statement));
    current.set(statement);
  }

  void step(int by) {
    if (!recording.statements().isEmpty()) {
      playing.set(false);
      select(Math.clamp(current.get() + by, 0, recording.statements().size() - 1));
    }
  }

  /** Goes to the next or the previous flagged statement; stays where there is none. */
  void stepFlagged(int direction) {
    goTo(direction, statement -> statement.flagged());
  }

  void faster(int by) {
    int at = Math.max(0, SPEEDS.indexOf(speed.get()));
    speed.set(SPEEDS.get(Math.clamp(at + by, 0, SPEEDS.size() - 1)));
  }

  /** Goes to the next or previous statement whose text, decision or result holds the words. */
  void search(String words, int direction) {
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      matches.set(-1);
      return;
    }
    matches.set((int) recording.statements().stream().filter(s -> holds(s, wanted)).count());
    if (matches.get() > 0) {
      goTo(direction, statement -> holds(statement, wanted));
    }
  }

  boolean matches(RecordedStatement statement, String words) {
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    return !wanted.isEmpty() && holds(statement, wanted);
  }

  private static boolean holds(RecordedStatement statement, String wanted) {
    return has(statement.intent().text(), wanted)
        || has(statement.intent().reason(), wanted)
        || statement.intent().rules().stream().anyMatch(rule -> has(rule.id(), wanted))
        || statement.snapshots().stream()
            .flatMap(snapshot -> snapshot.rows().stream())
            .anyMatch(row -> row.stream().anyMatch(cell -> cell != null && has(cell, wanted)));
  }

  private static boolean has(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }

  private void goTo(int direction, java.util.function.Predicate<RecordedStatement> wanted) {
    List<RecordedStatement> all = recording.statements();
    for (int i = current.get() + direction; i >= 0 && i < all.size(); i += direction) {
      if (wanted.test(all.get(i))) {
        playing.set(false);
        select(i);
        return;
      }
    }
  }
}
