package dev.gatehouse.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.core.pipeline.GovernedSession;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An open session in which nobody types is not mistaken for one whose client died. */
class HeartbeatTest {
  @Test
  void anIdleSessionReadsAsOpenAgainOnceItsClientIsHeardOf(@TempDir Path folder) throws Exception {
    MovedClock clock = new MovedClock();
    try (Stack stack = Stack.start(folder);
        SignedIn reviewer = stack.signIn("reviewer");
        SignedIn analyst = stack.signIn("analyst", clock)) {
      GovernedSession session = analyst.connect(grant(analyst), sentence -> {});
      assertThat(
              stack.inControlDatabase(
                  "UPDATE audit_session SET last_seen_at = last_seen_at - interval '3 minutes'"))
          .isEqualTo(1);
      assertThat(state(reviewer, session)).isEqualTo("stale");

      // Enough for a heartbeat, and too little for a segment to be sealed and uploaded.
      clock.move(Duration.ofSeconds(21));

      Instant limit = Instant.now().plusSeconds(8);
      while (state(reviewer, session).equals("stale") && Instant.now().isBefore(limit)) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(state(reviewer, session)).isEqualTo("open");
    }
  }

  private static String grant(SignedIn analyst) throws GatehouseException {
    return analyst
        .request(
            new GrantRequest(
                Stack.SOURCE,
                List.of("shop.*"),
                List.of("read"),
                List.of(),
                "none",
                "Look at orders between two meetings",
                "",
                60))
        .id();
  }

  private static String state(SignedIn reviewer, GovernedSession session)
      throws GatehouseException {
    return reviewer.sessions().stream()
        .filter(view -> view.id().equals(session.id()))
        .findFirst()
        .orElseThrow()
        .state();
  }

  /** The time of day, and what a test adds. */
  private static final class MovedClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void move(Duration by) {
      ahead = by;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
