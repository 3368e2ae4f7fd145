package dev.gatehouse.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.SessionView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves is uploaded by the next one, and says that it is not complete. */
class CrashTest {
  @Test
  void theNextSignInUploadsWhatAKilledProcessHadMadeDurable(@TempDir Path folder) throws Exception {
    try (Stack stack = Stack.start(folder)) {
      String session = killedInMidSession(stack);
      try (SignedIn analyst = stack.signIn("analyst");
          SignedIn reviewer = stack.signIn("reviewer")) {
        assertThat(analyst.me().name()).isNotBlank();
        SessionView view = uploaded(reviewer, session);
        assertThat(view.state()).isEqualTo("incomplete");
        assertThat(view.statements()).isEqualTo(1);
        assertThat(reviewer.recording(session).events())
            .anyMatch(event -> event.contains("SELECT id FROM orders LIMIT 5"));
      }
    }
  }

  private static String killedInMidSession(Stack stack) throws Exception {
    Process person =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                CrashingPerson.class.getName(),
                stack.control(),
                stack.stateDirectory("analyst").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var said = person.inputReader(StandardCharsets.UTF_8)) {
      String session = said.readLine();
      assertThat(session).as("the process came to its session").isNotNull();
      return session;
    } finally {
      person.destroyForcibly();
      assertThat(person.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** The session as a reviewer sees it, once its owner's client has said that nothing follows. */
  private static SessionView uploaded(SignedIn reviewer, String session)
      throws GatehouseException, InterruptedException {
    Instant limit = Instant.now().plus(Duration.ofSeconds(20));
    while (true) {
      SessionView view =
          reviewer.sessions().stream()
              .filter(candidate -> candidate.id().equals(session))
              .findFirst()
              .orElseThrow();
      boolean settled = !Set.of("open", "stale").contains(view.state());
      if (settled || Instant.now().isAfter(limit)) {
        return view;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
