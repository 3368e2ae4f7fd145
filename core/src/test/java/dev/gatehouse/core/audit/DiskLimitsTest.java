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

class DiskLimitsTest {
  private static final Path ROOT = Path.of("/spool");
  private final AuditFixture fixture = new AuditFixture();
  private final SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));

  @Test
  void newStatementsStopBeforeTheDiskIsFullAndResultsAndTheEndStillFit() throws Exception {
    disk.space(120_000);
    Spool spool = open(new SpoolLimits(1 << 20, hour(), 4, hour(), 50_000, 1 << 30, 20_000));
    int statements = 0;
    try {
      while (true) {
        spool.append(AuditFixture.intent(statements + 1));
        statements++;
        spool.append(AuditFixture.result(statements));
      }
    } catch (AuditUnavailableException e) {
      assertThat(e).hasMessageContaining("free some space");
    }
    assertThat(statements).isGreaterThan(10);
    // The disk fills up from elsewhere: what was begun is written over the reserve.
    disk.space(100);
    spool.append(AuditFixture.snapshot(1));
    spool.append(AuditFixture.closed());
    spool.close();

    TreeMap<Long, byte[]> segments = new TreeMap<>();
    segments.put(0L, disk.read(ROOT.resolve(AuditFixture.SESSION).resolve("000000.seg")));
    Verifier.Opened opened =
        Verifier.open(Recording.of(AuditFixture.SESSION, segments), fixture.keys());
    assertThat(opened.report())
        .isInstanceOfSatisfying(
            VerificationReport.Holds.class, holds -> assertThat(holds.complete()).isTrue());
    assertThat(opened.events()).hasSize(statements * 2 + 2);
  }

  @Test
  void onceTheReserveIsUsedNoStatementBeginsEvenIfSpaceComesBack() throws Exception {
    disk.space(60_000);
    Spool spool = open(new SpoolLimits(1 << 20, hour(), 4, hour(), 0, 1 << 30, 20_000));
    spool.append(AuditFixture.intent(1));
    disk.space(10);
    spool.append(AuditFixture.result(1));
    disk.space(1 << 20);
    assertThatThrownBy(() -> spool.append(AuditFixture.intent(2)))
        .isInstanceOf(AuditUnavailableException.class);
    spool.append(AuditFixture.closed());
    spool.close();
  }

  @Test
  void aDiskFullBeyondTheReserveEndsTheSessionAndKeepsWhatWasDurable() throws Exception {
    disk.space(60_000);
    Spool spool = open(new SpoolLimits(1 << 20, hour(), 4, hour(), 0, 1 << 30, 0));
    spool.append(AuditFixture.intent(1));
    disk.space(10);
    assertThatThrownBy(() -> spool.append(AuditFixture.result(1)))
        .isInstanceOf(AuditUnavailableException.class)
        .hasMessageContaining("session has ended");
    assertThatThrownBy(() -> spool.append(AuditFixture.closed()))
        .isInstanceOf(AuditUnavailableException.class);
    assertThatThrownBy(spool::close).isInstanceOf(AuditUnavailableException.class);

    disk.space(1 << 20);
    disk.crash();
    assertThat(SpoolRecovery.recover(ROOT, disk)).hasSize(1);
    TreeMap<Long, byte[]> segments = new TreeMap<>();
    segments.put(0L, disk.read(ROOT.resolve(AuditFixture.SESSION).resolve("000000.seg")));
    assertThat(Verifier.open(Recording.of(AuditFixture.SESSION, segments), fixture.keys()).events())
        .contains(AuditEvents.encode(AuditFixture.intent(1)));
  }

  @Test
  void aSpoolThatWaitsTooLongForItsUploadTakesNoNewStatement() throws Exception {
    Spool spool = open(new SpoolLimits(1000, hour(), 4, hour(), 0, 3000, 0));
    assertThatThrownBy(
            () -> {
              for (int i = 1; i < 100; i++) {
                spool.append(AuditFixture.intent(i));
                spool.append(AuditFixture.result(i));
              }
            })
        .isInstanceOf(AuditUnavailableException.class)
        .hasMessageContaining("connect to the control service");
    spool.append(AuditFixture.closed());
    spool.close();
  }

  @Test
  void damageOnTheDiskIsQuarantinedAndReportedAndTheRestGoesOut() throws Exception {
    Spool spool = open(AuditFixture.limits(1000));
    for (int i = 1; i <= 8; i++) {
      spool.append(AuditFixture.intent(i));
      spool.append(AuditFixture.result(i));
    }
    spool.close();
    Path session = ROOT.resolve(AuditFixture.SESSION);
    disk.damage(session.resolve("000001.seg"), 700, 4);

    assertThat(SpoolRecovery.recover(ROOT, disk).getFirst().findings())
        .singleElement()
        .asString()
        .contains("Segment 1")
        .contains("quarantine");
    assertThat(disk.list(session.resolve("quarantine"))).hasSize(1);

    SimulatedService service = new SimulatedService(fixture, new SplittableRandom(2));
    SegmentUploader uploader =
        new SegmentUploader(
            disk,
            session,
            service,
            (k, m, p) -> {},
            new TestClock(AuditFixture.START),
            new SplittableRandom(3));
    while (uploader.step() instanceof UploadStep.Uploaded) {
      // Until there is nothing left.
    }
    assertThat(service.stored.keySet()).contains(0L, 2L).doesNotContain(1L);
    assertThat(
            Verifier.verify(Recording.of(AuditFixture.SESSION, service.stored), fixture.keys())
                .sentences())
        .contains("Segment 1 is not here.");
  }

  private Spool open(SpoolLimits limits) throws AuditUnavailableException {
    return Spool.open(fixture.config(ROOT, limits), disk, Duration.ofMillis(5));
  }

  private static Duration hour() {
    return Duration.ofHours(1);
  }
}
