package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.audit.verify.Recording;
import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dgatehouse.audit.kills=200} kills more often than the quick default. */
class KillTest {
  private static final int KILLS = Integer.getInteger("gatehouse.audit.kills", 10);

  @TempDir Path directory;
  private final AuditFixture fixture = new AuditFixture();

  @TestFactory
  Stream<DynamicTest> everyIntentThatWasDurableSurvivesAKilledProcess() {
    return IntStream.range(0, KILLS)
        .mapToObj(kill -> DynamicTest.dynamicTest("kill " + kill, () -> killOnce(kill)));
  }

  private void killOnce(int kill) throws Exception {
    Path root = directory.resolve("spool-" + kill);
    Set<Long> durable = writeUntilKilled(root, 1 + new SplittableRandom(kill).nextInt(400));

    List<SpoolRecovery.Recovered> recovered = SpoolRecovery.recover(root);
    assertThat(recovered).hasSize(1);
    assertThat(recovered.getFirst().findings()).isEmpty();
    Verifier.Opened opened =
        Verifier.open(Recording.ofFolder(recovered.getFirst().directory()), fixture.keys());

    assertThat(opened.report()).isInstanceOf(VerificationReport.Holds.class);
    Set<Long> recorded = new HashSet<>();
    for (String event : opened.events()) {
      if (AuditEvents.decode(event) instanceof AuditEvent.StatementIntent intent) {
        recorded.add(intent.statement());
      }
    }
    assertThat(recorded).containsAll(durable);
  }

  /** Kills the writer, without warning, once it has said that so many intents are durable. */
  private Set<Long> writeUntilKilled(Path root, int intents) throws IOException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<Long> durable = new HashSet<>();
    try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
      Writer keys = new OutputStreamWriter(writer.getOutputStream(), StandardCharsets.UTF_8);
      keys.write(fixture.sealing.toPublicJWK().toJSONString() + "\n");
      keys.write(fixture.receipts.toPublicJWK().toJSONString() + "\n");
      keys.write(fixture.device.toJSONString() + "\n");
      keys.flush();
      String line = output.readLine();
      while (line != null && durable.size() < intents) {
        durable.add(Long.parseLong(line));
        line = output.readLine();
      }
      assertThat(durable).hasSize(intents);
      writer.destroyForcibly();
      // A line that the kill cut off was not said to the end.
    } finally {
      writer.destroyForcibly();
    }
    try {
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The test was interrupted.", e);
    }
    return durable;
  }
}
