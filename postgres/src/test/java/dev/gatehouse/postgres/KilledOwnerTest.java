package dev.gatehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owners in JVMs of their own, ended in every way. */
class KilledOwnerTest {
  @TempDir Path directory;

  /** Starts the server of a directory and waits to be ended. */
  static final class Owner {
    public static void main(String[] arguments) throws Exception {
      PostgresServer server =
          PostgresServer.start(PostgresConfig.in(Path.of(arguments[0])).withThrowAwayData());
      System.out.println(server.port());
      System.in.read();
    }
  }

  @Test
  void aServerLeftByAKilledOwnerIsStoppedAndItsDataUsedAgain() throws Exception {
    Process owner = owner();
    int port = portOf(owner);
    assertThatThrownBy(() -> PostgresServer.start(PostgresConfig.in(directory)))
        .hasMessageContaining("Another Gatehouse uses");
    ProcessHandle left = postmaster();

    owner.destroyForcibly().waitFor();

    assertThat(left.isAlive()).as("the server outlives its owner").isTrue();
    PostgresConfig config = PostgresConfig.in(directory).withThrowAwayData().withPort(port);
    try (PostgresServer server = PostgresServer.start(config)) {
      assertEnds(left);
      assertThat(PostgresServerTest.ask(server, "postgres", "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void removingADirectoryStopsWhatAKilledOwnerLeftThere() throws Exception {
    Process owner = owner();
    portOf(owner);
    ProcessHandle left = postmaster();
    assertThatThrownBy(() -> PostgresServer.remove(directory))
        .hasMessageContaining("Another Gatehouse uses");

    owner.destroyForcibly().waitFor();
    PostgresServer.remove(directory);

    assertEnds(left);
    assertThat(directory).doesNotExist();
    PostgresServer.remove(directory);
  }

  @Test
  void anOwnerThatIsAskedToEndTakesItsServerAlong() throws Exception {
    Process owner = owner();
    portOf(owner);
    ProcessHandle server = postmaster();

    owner.destroy();

    assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertEnds(server);
    assertThat(directory.resolve("data").resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void aProcessNumberThatBelongsToAnotherProgramByNowIsLeftAlone() throws Exception {
    PostgresConfig config = PostgresConfig.in(directory).withThrowAwayData();
    PostgresServer.start(config).close();
    Process bystander = new ProcessBuilder("sleep", "60").start();
    Path pidFile = directory.resolve("data").resolve("postmaster.pid");
    Files.writeString(pidFile, bystander.pid() + "\n" + directory.resolve("data") + "\n");
    try (PostgresServer server = PostgresServer.start(config)) {
      assertThat(PostgresServerTest.ask(server, "postgres", "SELECT 1")).isEqualTo("1");
      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void anotherDirectorysServerIsNeverStopped(@TempDir Path other) throws Exception {
    PostgresConfig ours = PostgresConfig.in(directory).withThrowAwayData();
    PostgresServer.start(ours).close();
    try (PostgresServer theirs =
        PostgresServer.start(PostgresConfig.in(other).withThrowAwayData())) {
      Files.copy(
          other.resolve("data").resolve("postmaster.pid"),
          directory.resolve("data").resolve("postmaster.pid"));
      assertThatThrownBy(() -> PostgresServer.start(ours))
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining("serves another directory");
      assertThat(PostgresServerTest.ask(theirs, "postgres", "SELECT 1")).isEqualTo("1");
    }
  }

  /** The file of its number goes first, the process a moment later. */
  private static void assertEnds(ProcessHandle server) {
    assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(10));
  }

  private Process owner() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            String.join(File.pathSeparator, List.of(System.getProperty("java.class.path"))),
            Owner.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int portOf(Process owner) throws Exception {
    try (BufferedReader reader = owner.inputReader(StandardCharsets.UTF_8)) {
      return Integer.parseInt(reader.readLine());
    }
  }

  private ProcessHandle postmaster() throws Exception {
    Path file = directory.resolve("data").resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(file).getFirst());
    return ProcessHandle.of(pid).orElseThrow();
  }
}
