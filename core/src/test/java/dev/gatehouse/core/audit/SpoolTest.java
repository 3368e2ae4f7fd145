package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path root;
  private final AuditFixture fixture = new AuditFixture();

  @Test
  void aClosedSessionVerifiesAndGivesItsEventsBack() throws Exception {
    List<AuditEvent> events =
        List.of(
            AuditFixture.opened(),
            AuditFixture.intent(1),
            AuditFixture.snapshot(1),
            AuditFixture.result(1),
            AuditFixture.closed());
    try (AuditSink sink = Spool.open(fixture.config(root, SpoolLimits.defaults()))) {
      for (AuditEvent event : events) {
        sink.append(event);
      }
    }

    Verifier.Opened opened = fixture.open(root.resolve(AuditFixture.SESSION));

    assertThat(opened.report())
        .isInstanceOfSatisfying(
            VerificationReport.Holds.class,
            holds -> {
              assertThat(holds.gaps()).isEmpty();
              assertThat(holds.records()).isEqualTo(5);
            });
    assertThat(opened.events().stream().map(AuditEvents::decode)).containsExactlyElementsOf(events);
  }

  @Test
  void whatWasAppendedIsOnTheDiskBeforeTheSessionIsClosed() throws Exception {
    try (AuditSink sink = Spool.open(fixture.config(root, SpoolLimits.defaults()))) {
      sink.append(AuditFixture.opened());
      sink.append(AuditFixture.intent(1));

      assertThat(fixture.open(root.resolve(AuditFixture.SESSION)).events()).hasSize(2);
    }
  }

  @Test
  void segmentsRollBySizeAndStayLinked() throws Exception {
    try (AuditSink sink = Spool.open(fixture.config(root, AuditFixture.limits(2000)))) {
      for (int i = 1; i <= 20; i++) {
        sink.append(AuditFixture.intent(i));
        sink.append(AuditFixture.result(i));
      }
    }

    Verifier.Opened opened = fixture.open(root.resolve(AuditFixture.SESSION));

    assertThat(opened.events()).hasSize(40);
    assertThat(opened.report())
        .isInstanceOfSatisfying(
            VerificationReport.Holds.class,
            holds -> {
              assertThat(holds.segments()).isGreaterThan(3);
              assertThat(holds.complete()).isTrue();
            });
  }

  @Test
  void aSegmentIsSealedAtItsAgeAlsoWhenTheClockIsSetBack() throws Exception {
    for (Duration move : List.of(Duration.ofMinutes(1), Duration.ofHours(-1))) {
      String session = "s" + Math.abs(move.toMinutes());
      TestClock clock = new TestClock(AuditFixture.START);
      Path sealed = root.resolve(session).resolve("000000.seg");
      try (Spool sink =
          Spool.open(
              fixture.config(root, session, SpoolLimits.defaults(), clock),
              new DiskFiles(),
              Duration.ofMillis(5))) {
        sink.append(AuditFixture.intent(1));
        assertThat(sealed).doesNotExist();
        clock.move(move);
        sink.append(AuditFixture.result(1));
        sink.append(AuditFixture.intent(2));
        assertThat(sealed).exists();
        sink.append(AuditFixture.result(2));
      }
    }
  }

  @Test
  void anInterruptedCallerKeepsItsInterruptAndItsRecordIsDurable() throws Exception {
    try (AuditSink sink = Spool.open(fixture.config(root, SpoolLimits.defaults()))) {
      Thread.currentThread().interrupt();
      sink.append(AuditFixture.opened());
      assertThat(Thread.interrupted()).isTrue();
      sink.append(AuditFixture.intent(1));
      sink.append(AuditFixture.result(1));
    }
    assertThat(fixture.open(root.resolve(AuditFixture.SESSION)).events()).hasSize(3);
  }

  @Test
  void manyThreadsAppendAtOnceAndNothingIsLost() throws Exception {
    var failures = new ConcurrentLinkedQueue<Throwable>();
    try (AuditSink sink = Spool.open(fixture.config(root, AuditFixture.limits(20_000)))) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 16; t++) {
        int first = t * 20;
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        for (int i = first + 1; i <= first + 20; i++) {
                          sink.append(AuditFixture.intent(i));
                          sink.append(AuditFixture.result(i));
                        }
                      } catch (AuditUnavailableException e) {
                        failures.add(e);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(failures).isEmpty();
    Verifier.Opened opened = fixture.open(root.resolve(AuditFixture.SESSION));
    assertThat(opened.events()).hasSize(640);
    assertThat(opened.report())
        .isInstanceOfSatisfying(
            VerificationReport.Holds.class, holds -> assertThat(holds.complete()).isTrue());
  }

  @Test
  void nothingIsTakenAfterTheClose() throws Exception {
    AuditSink sink = Spool.open(fixture.config(root, SpoolLimits.defaults()));
    sink.close();
    sink.close();
    assertThatThrownBy(() -> sink.append(AuditFixture.intent(1)))
        .isInstanceOf(AuditUnavailableException.class)
        .hasMessageContaining("sign in again");
    assertThatThrownBy(() -> Spool.open(fixture.config(root, SpoolLimits.defaults())))
        .isInstanceOf(AuditUnavailableException.class)
        .hasMessageContaining("has ended");
  }

  @Test
  void aSessionHasOneWriter() throws Exception {
    try (AuditSink sink = Spool.open(fixture.config(root, SpoolLimits.defaults()))) {
      sink.append(AuditFixture.opened());
      assertThatThrownBy(() -> Spool.open(fixture.config(root, SpoolLimits.defaults())))
          .isInstanceOf(AuditUnavailableException.class)
          .hasMessageContaining("already being recorded");
      assertThat(SpoolRecovery.recover(root)).isEmpty();
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsOneSentence() throws Exception {
    Path file = Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> Spool.open(fixture.config(file, SpoolLimits.defaults())))
        .isInstanceOf(AuditUnavailableException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void aDirectoryThatVanishesEndsTheSession() throws Exception {
    Spool sink =
        Spool.open(
            fixture.config(root, AuditFixture.limits(1 << 20)),
            new DiskFiles(),
            Duration.ofMillis(5));
    sink.append(AuditFixture.opened());
    Path directory = root.resolve(AuditFixture.SESSION);
    for (String name : new DiskFiles().list(directory)) {
      Files.delete(directory.resolve(name));
    }
    Files.delete(directory);
    assertThatThrownBy(() -> sink.append(AuditFixture.result(1)))
        .isInstanceOf(AuditUnavailableException.class)
        .hasMessageContaining("can no longer be written");
    assertThatThrownBy(sink::close).isInstanceOf(AuditUnavailableException.class);
  }
}
