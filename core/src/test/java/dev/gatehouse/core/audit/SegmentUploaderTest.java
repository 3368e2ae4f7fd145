package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.audit.verify.Finding;
import dev.gatehouse.core.audit.verify.Recording;
import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentUploaderTest {
  @TempDir Path root;
  private final AuditFixture fixture = new AuditFixture();
  private final TestClock clock = new TestClock(AuditFixture.START);
  private final SimulatedService service = new SimulatedService(fixture, new SplittableRandom(1));

  @Test
  void segmentsGoOutInOrderAndAreDeletedAfterTheirReceiptsWhichStay() throws Exception {
    Path session = record();
    SegmentUploader uploader = uploader(session);

    assertThat(uploader.step()).isEqualTo(new UploadStep.Uploaded(0));
    assertThat(session.resolve("000000.seg")).doesNotExist();
    assertThat(session.resolve("000000.receipt")).exists();
    assertThat(session.resolve("000001.seg")).exists();
    finish(uploader);

    assertThat(service.announced).hasValue(service.stored.size());
    assertThat(uploader.waiting()).isZero();
    assertThat(SpoolRecovery.recover(root)).isEmpty();
  }

  @Test
  void aSpoolThatHandedOverItsFirstSegmentsVerifiesAndSaysSo() throws Exception {
    Path session = record();
    service.log = new TestLog(fixture.receipts);
    uploader(session).step();
    uploader(session).step();

    assertThat(Verifier.verify(Recording.ofFolder(session), fixture.keys()))
        .isInstanceOfSatisfying(
            VerificationReport.Holds.class,
            holds ->
                assertThat(holds.gaps())
                    .extracting(Finding::kind)
                    .containsExactly(Finding.Kind.HANDED_OVER, Finding.Kind.HANDED_OVER));

    Files.delete(session.resolve("000001.receipt"));
    assertThat(Verifier.verify(Recording.ofFolder(session), fixture.keys()))
        .isInstanceOf(VerificationReport.Fails.class);
  }

  @Test
  void whereTheServiceIsNotReachedTheDelaysGrowAndNothingIsDeleted() throws Exception {
    SegmentUploader uploader = uploader(record());
    service.lose(1);
    long last = 0;
    for (int i = 0; i < 12; i++) {
      assertThat(uploader.step()).isInstanceOf(UploadStep.Later.class);
      UploadStep.Later later = (UploadStep.Later) uploader.step();
      long delay = Duration.between(clock.instant(), later.at()).toMillis();
      assertThat(delay).isBetween(Math.min(300_000, 1000L << i) / 2, Math.min(300_000, 1000L << i));
      assertThat(later.why()).isEqualTo("The control service is not reached.");
      clock.move(Duration.ofMillis(delay));
      last = delay;
    }
    assertThat(last).isGreaterThan(60_000);
    assertThat(uploader.waiting()).isGreaterThan(2);

    service.lose(0);
    assertThat(uploader.step()).isInstanceOf(UploadStep.Uploaded.class);
  }

  @Test
  void aReceiptThatTheServiceDidNotSignDeletesNothing() throws Exception {
    Path session = record();
    SegmentUploader uploader = uploader(session);
    service.lie(true);
    assertThat(uploader.step())
        .isInstanceOfSatisfying(
            UploadStep.Later.class, later -> assertThat(later.why()).contains("does not verify"));
    assertThat(session.resolve("000000.seg")).exists();
    assertThat(session.resolve("000000.receipt")).doesNotExist();
  }

  @Test
  void aConflictStopsTheUploadAndKeepsEverything() throws Exception {
    Path session = record();
    service.put(AuditFixture.SESSION, 0, new byte[] {1});
    SegmentUploader uploader = uploader(session);
    assertThat(uploader.step()).isInstanceOf(UploadStep.Stopped.class);
    assertThat(uploader.step()).isInstanceOf(UploadStep.Stopped.class);
    assertThat(session.resolve("000000.seg")).exists();
  }

  @Test
  void anUploaderThatDiedBetweenReceiptAndDeletionGoesOn() throws Exception {
    Path session = record();
    byte[] first = Files.readAllBytes(session.resolve("000000.seg"));
    uploader(session).step();
    Files.write(session.resolve("000000.seg"), first);
    service.lose(1);

    assertThat(uploader(session).step()).isEqualTo(new UploadStep.Uploaded(0));
    assertThat(session.resolve("000000.seg")).doesNotExist();
  }

  @Test
  void aRunningSessionIsUploadedAsFarAsItIsSealed() throws Exception {
    try (AuditSink sink = Spool.open(fixture.config(root, AuditFixture.limits(1)))) {
      sink.append(AuditFixture.opened());
      sink.append(AuditFixture.intent(1));
      sink.append(AuditFixture.result(1));
      SegmentUploader uploader = uploader(root.resolve(AuditFixture.SESSION));
      assertThat(uploader.step()).isInstanceOf(UploadStep.Uploaded.class);
      assertThat(uploader.step()).isInstanceOf(UploadStep.Uploaded.class);
    }
    finish(uploader(root.resolve(AuditFixture.SESSION)));
    assertThat(service.stored).hasSize(4);
  }

  @Test
  void aDrainWaitsForTheLastReceiptOrSaysWhatIsLeft() throws Exception {
    try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
      service.lose(1);
      Path session = record();
      try (UploadLoop loop = new UploadLoop(uploader(session), scheduler, clock)) {
        loop.start();
        assertThat(loop.drain(Duration.ofMillis(50)))
            .isInstanceOfSatisfying(
                UploadLoop.Drained.Left.class,
                left -> {
                  assertThat(left.segments()).isGreaterThan(2);
                  assertThat(left.why()).isNotEmpty();
                });
        service.lose(0);
        assertThat(loop.drain(Duration.ofSeconds(20)))
            .isEqualTo(new UploadLoop.Drained.All(service.stored.size()));
        assertThat(loop.drain(Duration.ZERO)).isInstanceOf(UploadLoop.Drained.All.class);
      }
    }
  }

  private Path record() throws Exception {
    try (AuditSink sink = Spool.open(fixture.config(root, AuditFixture.limits(1500)))) {
      for (int i = 1; i <= 6; i++) {
        sink.append(AuditFixture.intent(i));
        sink.append(AuditFixture.result(i));
      }
    }
    return root.resolve(AuditFixture.SESSION);
  }

  private SegmentUploader uploader(Path session) throws Exception {
    return SegmentUploader.of(session, service, (k, m, p) -> {}, clock, new SplittableRandom(2));
  }

  private static void finish(SegmentUploader uploader) {
    UploadStep step = uploader.step();
    while (step instanceof UploadStep.Uploaded) {
      step = uploader.step();
    }
    assertThat(step).isInstanceOf(UploadStep.Finished.class);
  }
}
