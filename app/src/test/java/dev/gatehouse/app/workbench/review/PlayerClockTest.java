package dev.gatehouse.app.workbench.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlayerClockTest {
  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  @Test
  void longWaitsArePlayedAsThreeSecondsAndSaidToBeIdle() {
    Recording recording = recording(List.of("allow", "deny"), 10, 600);
    PlayerClock clock = new PlayerClock(recording);
    assertThat(clock.startOf(0)).isEqualTo(3_000);
    assertThat(clock.startOf(1) - clock.endOf(0)).isEqualTo(3_000);
    assertThat(clock.idle()).hasSize(2);
    assertThat(clock.idle().getLast().real()).isEqualTo(590_000);
  }

  @Test
  void thePlayheadStandsOnTheLastStatementThatBegan() {
    PlayerClock clock = new PlayerClock(recording(List.of("allow", "allow"), 1, 2));
    assertThat(clock.at(0)).isEqualTo(-1);
    assertThat(clock.at(1_000)).isZero();
    assertThat(clock.at(clock.length())).isEqualTo(1);
  }

  @Test
  void flaggedStatementsAreFoundInBothDirections() {
    PlayerViewModel player =
        new PlayerViewModel(recording(List.of("allow", "deny", "allow", "refuse"), 1, 2, 3, 4));
    player.stepFlagged(1);
    assertThat(player.currentProperty().get()).isEqualTo(1);
    player.stepFlagged(1);
    assertThat(player.currentProperty().get()).isEqualTo(3);
    player.stepFlagged(1);
    assertThat(player.currentProperty().get()).isEqualTo(3);
    player.stepFlagged(-1);
    assertThat(player.currentProperty().get()).isEqualTo(1);
  }

  @Test
  void anIntentWithoutAResultReadsOutcomeUnknown() {
    Recording recording = recording(List.of("allow_masked"), 1);
    assertThat(recording.statements().getFirst().kind()).isEqualTo(RecordedStatement.Kind.UNKNOWN);
    assertThat(recording.statements().getFirst().flagged()).isTrue();
  }

  @Test
  void anEventThatCannotBeReadIsCountedAndTheRestIsShown() {
    RecordingView view =
        new RecordingView(session(), List.of("{\"type\":\"no.such\"}", "not json"), List.of());
    assertThat(Recording.of(view).unreadable()).isEqualTo(2);
  }

  /** Statements with those effects, at those seconds; what ran is done at once, the masked not. */
  private static Recording recording(List<String> effects, int... seconds) {
    List<AuditEvent> events = new ArrayList<>();
    for (int i = 0; i < effects.size(); i++) {
      Instant at = START.plusSeconds(seconds[i]);
      events.add(
          new AuditEvent.StatementIntent(
              at,
              i + 1,
              "SELECT 1",
              Optional.empty(),
              "f",
              effects.get(i),
              "because",
              List.of(),
              List.of(),
              Optional.empty()));
      if (!effects.get(i).equals("allow_masked")) {
        events.add(new AuditEvent.StatementResult(at, i + 1, "done", "", "", 1, 0));
      }
    }
    return Recording.of(
        new RecordingView(session(), events.stream().map(AuditEvents::encode).toList(), List.of()));
  }

  private static SessionView session() {
    return new SessionView(
        "s", "g", "n", "src", "prod", "why", "complete", START, null, 1, 0, "verified");
  }
}
