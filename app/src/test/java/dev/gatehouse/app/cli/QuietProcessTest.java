package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program as a process of its own, with its own logging and none of a test's: a command that
 * cannot open its log still says one sentence on standard error and nothing on standard output.
 */
class QuietProcessTest {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void aFileInPlaceOfTheStateDirectoryIsOneSentence() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "not a directory");
    assertThat(
            run(
                "exec",
                "--json",
                "--source",
                "shop",
                "--control",
                "http://127.0.0.1:9",
                "--state",
                file.toString(),
                "SELECT 1"))
        .isEqualTo(ExitCode.RECORD_UNAVAILABLE.number());
    assertOneSentence("--state");
  }

  @Test
  void aCommandThatFailsBeforeItHasALogIsOneSentence() throws Exception {
    assertThat(run("verify", folder.toString())).isEqualTo(ExitCode.USAGE.number());
    assertOneSentence("--device-key");
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPathOfTheProgram(),
                Gatehouse.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.to(folder.resolve("out").toFile()))
            .redirectError(Redirect.to(folder.resolve("err").toFile()))
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private void assertOneSentence(String naming) throws IOException {
    assertThat(Files.readString(folder.resolve("out"))).isEmpty();
    assertThat(Files.readString(folder.resolve("err")).strip())
        .contains(naming)
        .doesNotContain("\n");
  }

  /** What the tests run with, less the place that configures the logging of tests. */
  private static String classPathOfTheProgram() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Files.exists(Path.of(entry).resolve("logback-test.xml")))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
