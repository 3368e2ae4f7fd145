package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.audit.verify.Recording;
import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Measures the record (docs/benchmarks.md); {@code -Dgatehouse.figures=true} runs it. */
@EnabledIfSystemProperty(named = "gatehouse.figures", matches = "true")
class RecordFiguresTest {
  private static final Duration RUN = Duration.ofSeconds(5);

  @TempDir Path directory;
  private final AuditFixture fixture = new AuditFixture();
  private final AtomicLong sessions = new AtomicLong();

  @Test
  void figures() throws Exception {
    intents(1, Duration.ofSeconds(3)); // Warms up.
    double forces = forcesPerSecond();
    double one = intents(1, RUN);
    double many = intents(32, RUN);
    say("the disk's own forces of 4 KB, one after the other: %.0f /s", forces);
    say("durable intents, 1 session: %.0f /s, %.2f of the disk", one, one / forces);
    say("durable intents, 32 threads: %.0f /s, %.2f of the disk", many, many / forces);
    latencyAndBytes(forces);
    openAndSeek();
    verifyMany();
    assertThat(many).as("32 at once share forces").isGreaterThan(one);
  }

  private double forcesPerSecond() throws Exception {
    try (FileChannel file =
        FileChannel.open(
            directory.resolve("forces"), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      long end = System.nanoTime() + RUN.toNanos();
      long count = 0;
      while (System.nanoTime() < end) {
        file.write(ByteBuffer.wrap(new byte[4096]));
        file.force(true);
        count++;
      }
      return count / (double) RUN.toSeconds();
    }
  }

  private double intents(int threads, Duration run) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong statements = new AtomicLong();
    try (Spool spool = open()) {
      List<Thread> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        while (!over.get()) {
                          spool.append(AuditFixture.intent(statements.incrementAndGet()));
                        }
                      } catch (AuditUnavailableException e) {
                        throw new AssertionError(e);
                      }
                    }));
      }
      all.getFirst().join(run);
      over.set(true);
      for (Thread thread : all) {
        thread.join();
      }
    }
    return statements.get() * 1000.0 / run.toMillis();
  }

  private void latencyAndBytes(double forces) throws Exception {
    int count = 2_000;
    long[] nanos = new long[count];
    Path session;
    try (Spool spool = open()) {
      session = directory.resolve("session-" + sessions.get());
      for (int i = 0; i < count; i++) {
        long start = System.nanoTime();
        spool.append(AuditFixture.intent(i + 1L));
        nanos[i] = System.nanoTime() - start;
        spool.append(AuditFixture.result(i + 1L));
      }
    }
    java.util.Arrays.sort(nanos);
    say(
        "added before a statement runs: p50 %.2f ms, p99 %.2f ms; a force of the disk: %.2f ms",
        nanos[count / 2] / 1e6, nanos[count * 99 / 100] / 1e6, 1000 / forces);
    long bytes = 0;
    try (Stream<Path> files = Files.list(session)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".seg")).toList()) {
        bytes += Files.size(file);
      }
    }
    say("bytes of a statement, intent and result: %d", bytes / count);
  }

  private void openAndSeek() throws Exception {
    Path session = record("long", 100_000);
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      Verifier.Opened opened = Verifier.open(Recording.ofFolder(session), fixture.keys());
      long read = System.nanoTime();
      AuditEvent middle = AuditEvents.decode(opened.events().get(100_000));
      long sought = System.nanoTime();
      assertThat(opened.report()).isInstanceOf(VerificationReport.Holds.class);
      assertThat(middle).isNotNull();
      say(
          "100,000 statements read, verified and opened: %.0f ms; then a seek: %.3f ms",
          (read - start) / 1e6, (sought - read) / 1e6);
    }
  }

  private void verifyMany() throws Exception {
    List<Path> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(record("s" + i, 20));
    }
    long start = System.nanoTime();
    for (Path session : all) {
      assertThat(Verifier.verify(Recording.ofFolder(session), fixture.withoutOpening()))
          .isInstanceOf(VerificationReport.Holds.class);
    }
    say("1,000 sessions of 20 statements verified: %.0f ms", (System.nanoTime() - start) / 1e6);
  }

  private Path record(String name, int statements) throws Exception {
    SpoolLimits limits =
        new SpoolLimits(
            1 << 20, Duration.ofHours(1), 32, Duration.ofHours(1), 0, Long.MAX_VALUE, 0);
    SpoolSession session =
        new SpoolSession(
            fixture.config(directory, name, limits, new TestClock(AuditFixture.START)),
            new DiskFiles());
    session.open();
    List<byte[]> batch = new ArrayList<>();
    for (int i = 1; i <= statements; i++) {
      batch.add(AuditEvents.bytes(AuditFixture.intent(i)));
      batch.add(AuditEvents.bytes(AuditFixture.result(i)));
      if (batch.size() >= 64 || i == statements) {
        session.commit(batch);
        session.maintain();
        batch.clear();
      }
    }
    session.end();
    return directory.resolve(name);
  }

  private Spool open() throws AuditUnavailableException {
    return Spool.open(
        fixture.config(
            directory,
            "session-" + sessions.incrementAndGet(),
            new SpoolLimits(
                1 << 20, Duration.ofSeconds(30), 32, Duration.ofSeconds(1), 0, Long.MAX_VALUE, 0),
            new TestClock(AuditFixture.START)));
  }

  private static void say(String form, Object... values) {
    System.out.println("figure: " + form.formatted(values));
  }
}
