package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.core.audit.verify.Recording;
import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What happens to a machine that people use: nothing is lost, and one sentence says what is wrong.
 */
class TroubleTest {
  private static final Path ROOT = Path.of("/spool");

  private final AuditFixture fixture = new AuditFixture();
  private final SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
  private final TestClock clock = new TestClock(AuditFixture.START);

  @Test
  void aClockSetBackAnHourLosesNothingAndSealsSoonerNotLater() throws Exception {
    Spool spool = open();
    spool.append(AuditFixture.opened());
    spool.append(AuditFixture.intent(1));
    clock.move(Duration.ofHours(-1));
    spool.append(AuditFixture.result(1));
    spool.append(AuditFixture.intent(2));
    spool.append(AuditFixture.result(2));
    spool.close();
    assertWhole(5);
    assertThat(segments()).as("sealed when the clock went back").hasSizeGreaterThan(1);
  }

  @Test
  void aMachineThatSleptForANightGoesOnWithTheSameRecord() throws Exception {
    Spool spool = open();
    spool.append(AuditFixture.opened());
    spool.append(AuditFixture.intent(1));
    clock.move(Duration.ofHours(9));
    spool.append(AuditFixture.result(1));
    spool.append(AuditFixture.closed());
    spool.close();
    assertWhole(4);
  }

  @Test
  void aDiskThatTurnsReadOnlyEndsTheSessionWithOneSentenceAndKeepsWhatWasDurable()
      throws Exception {
    Spool spool = open();
    spool.append(AuditFixture.opened());
    spool.append(AuditFixture.intent(1));
    disk.fail(disk.operations(), Long.MAX_VALUE);
    String sentence =
        "The record of this session can no longer be written, so the session has ended;"
            + " check the disk and sign in again.";
    assertThatThrownBy(() -> spool.append(AuditFixture.result(1)))
        .isInstanceOf(AuditUnavailableException.class);
    assertThatThrownBy(() -> spool.append(AuditFixture.intent(2)))
        .isInstanceOf(AuditUnavailableException.class);
    assertThatThrownBy(spool::close).hasMessage(sentence);

    disk.fail(Long.MAX_VALUE, Long.MAX_VALUE);
    disk.kill();
    assertThat(SpoolRecovery.recover(ROOT, disk))
        .singleElement()
        .satisfies(found -> assertThat(found.findings()).isEmpty());
    Verifier.Opened opened =
        Verifier.open(Recording.of(AuditFixture.SESSION, segments()), fixture.keys());
    assertThat(opened.report()).isInstanceOf(VerificationReport.Holds.class);
    assertThat(opened.events())
        .contains(
            AuditEvents.encode(AuditFixture.opened()), AuditEvents.encode(AuditFixture.intent(1)));
  }

  private Spool open() throws AuditUnavailableException {
    return Spool.open(
        fixture.config(
            ROOT,
            AuditFixture.SESSION,
            new SpoolLimits(
                1 << 20, Duration.ofSeconds(30), 4, Duration.ofSeconds(1), 0, Long.MAX_VALUE, 0),
            clock),
        disk,
        Duration.ofMillis(5));
  }

  private TreeMap<Long, byte[]> segments() throws Exception {
    TreeMap<Long, byte[]> all = new TreeMap<>();
    SessionDirectory directory = SessionDirectory.of(ROOT, AuditFixture.SESSION);
    for (long number : directory.numbers(disk, "seg")) {
      all.put(number, disk.read(directory.sealed(number)));
    }
    return all;
  }

  private void assertWhole(int events) throws Exception {
    Verifier.Opened opened =
        Verifier.open(Recording.of(AuditFixture.SESSION, segments()), fixture.keys());
    assertThat(opened.report())
        .isInstanceOfSatisfying(
            VerificationReport.Holds.class, holds -> assertThat(holds.complete()).isTrue());
    assertThat(opened.events()).hasSize(events);
  }
}
