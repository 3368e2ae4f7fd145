package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox as a process of its own, which may be told to stop and may be killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @SuppressWarnings("NullAway.Init")
  private PolicyLab lab;

  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    lab = PolicyLab.withOwner(folder);
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  @Test
  void whatAKilledRunLeftIsRemovedByTheNextAndALivingRunIsLeftAlone() throws Exception {
    Process living = runsForLong();
    Process killed = runsForLong();
    try {
      List<String> both = awaited(() -> rolesOf(4));
      killed.destroyForcibly().waitFor();
      assertThat(lab.sandboxRoles()).as("a killed run leaves its roles").isEqualTo(both);
      assertThat(folders()).hasSize(2);
      awaited(() -> lab.query(SESSIONS).size() == 1 ? List.of("one") : List.of());

      assertThat(lab.attempt("--json", "SELECT 1")).isZero();
      assertThat(lab.sandboxRoles()).as("of the living run").hasSize(2);

      living.destroy();
      assertThat(living.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(lab.sandboxRoles()).as("a run that is told to stop removes its roles").isEmpty();
    } finally {
      living.destroyForcibly();
      killed.destroyForcibly();
    }
    Process last = runsForLong();
    try {
      awaited(() -> rolesOf(2));
      assertThat(folders()).as("the killed run's folder is gone, too").hasSize(1);
      last.destroy();
      assertThat(last.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(folders()).isEmpty();
    } finally {
      last.destroyForcibly();
    }
  }

  /** The connections that hold the locks. */
  private static final String SESSIONS =
      "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
          + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

  private List<String> rolesOf(int count) throws Exception {
    List<String> roles = lab.sandboxRoles();
    return roles.size() == count ? roles : List.of();
  }

  private List<Path> folders() throws Exception {
    try (Stream<Path> found = Files.list(temporary)) {
      return found
          .filter(path -> path.getFileName().toString().startsWith("gatehouse-try-"))
          .toList();
    }
  }

  /** A run whose statement takes long. */
  private Process runsForLong() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Gatehouse.class.getName(),
                "policy",
                "try",
                "--url",
                lab.database.jdbcUrl(),
                "--db-user",
                lab.admin,
                "--db-password-env",
                PolicyLab.PASSWORD,
                "--policy",
                lab.policy.toString(),
                "--as",
                "ann",
                "--groups",
                "analysts",
                "--json",
                "SELECT count(*) FROM generate_series(1, 2000000000) g")
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("out").toFile());
    builder.environment().put(PolicyLab.PASSWORD, lab.password());
    builder.environment().put("GATEHOUSE_STATE", temporary.resolve("state").toString());
    return builder.start();
  }

  /** What is there at last; polled, because another process makes it. */
  private static List<String> awaited(Callable<List<String>> what) throws Exception {
    Instant limit = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(limit)) {
      List<String> found = what.call();
      if (!found.isEmpty()) {
        return found;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("It did not come to that in time.");
  }
}
