package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input on the command line: one sentence, its exit code, and no stack trace. */
class GatehouseTest {
  @TempDir private Path state;
  private RecordedTerminal recorded = new RecordedTerminal(Map.of());

  @BeforeEach
  void useAStateOfItsOwn() {
    recorded = new RecordedTerminal(Map.of("GATEHOUSE_STATE", state.toString()));
  }

  @Test
  void helpListsTheCommandsAndTheExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(recorded.out()).contains("exec", "verify", "login", "Exit codes:");
    for (ExitCode code : ExitCode.values()) {
      assertThat(recorded.out()).contains(code.meaning().split(" ", 4)[0]);
    }
  }

  @Test
  void anUnknownCommandIsAUsageError() {
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(recorded.err()).contains("frobnicate").contains("--help");
  }

  @Test
  void execNeedsASource() {
    assertThat(run("exec", "SELECT 1")).isEqualTo(2);
    assertThat(recorded.err()).contains("--source");
  }

  @Test
  void withoutAControlServiceItSaysHowToNameOne() {
    assertThat(run("sources")).isEqualTo(2);
    assertOneSentence("GATEHOUSE_CONTROL");
  }

  @Test
  void aControlServiceInTheClearIsRefused() {
    assertThat(run("sources", "--control", "http://gatehouse.example.com")).isEqualTo(2);
    assertOneSentence("https://");
  }

  @Test
  void aControlServiceThatIsDownIsNamedAndExitsWithItsOwnCode() throws IOException {
    String address = "http://127.0.0.1:" + unusedPort();
    assertThat(run("sources", "--control", address)).isEqualTo(6);
    assertOneSentence(address);
  }

  @Test
  void aStateDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(state.resolve("a-file"), "not a directory");
    assertThat(
            run(
                "sources",
                "--control",
                "http://127.0.0.1:9",
                "--state",
                file.resolve("x").toString()))
        .isEqualTo(9);
    assertOneSentence("--state");
  }

  @Test
  void verifyingWhatIsNotThereSaysSo() {
    assertThat(run("verify", "no-such-session")).isEqualTo(2);
    assertOneSentence("no-such-session");
  }

  @Test
  void aRequestWithoutAPurposeIsNotSent() {
    assertThat(run("request", "--source", "shop", "--control", "http://127.0.0.1:9")).isEqualTo(2);
    assertOneSentence("--purpose");
  }

  @Test
  void anOrdinaryFailureIsOneLineOfTheLogThatNamesItsCause() throws IOException {
    run("sources", "--control", "http://127.0.0.1:" + unusedPort());
    assertThat(state.resolve("log/gatehouse.log"))
        .content()
        .contains("CONTROL_UNREACHABLE")
        .contains("ConnectException")
        .doesNotContain("\tat ");
  }

  private int run(String... arguments) {
    return Gatehouse.run(
        new CommandContext(recorded.terminal, (terminal, onlyPrint) -> uri -> {}), arguments);
  }

  private void assertOneSentence(String naming) {
    assertThat(recorded.out()).isEmpty();
    assertThat(recorded.err().strip())
        .contains(naming)
        .doesNotContain("\n")
        .doesNotContain("\tat ");
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
