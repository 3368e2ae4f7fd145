package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.audit.verify.Recording;
import dev.gatehouse.core.audit.verify.SegmentKeys;
import dev.gatehouse.core.audit.verify.VerificationKeys;
import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One life of a session under a seed: writing, uploading, failing, crashing and recovering in any
 * order, without threads. At its end everything acknowledged must be on the service, in order,
 * once.
 */
final class AuditSimulation {
  private static final Path ROOT = Path.of("/spool");

  private final SplittableRandom random;
  private final AuditFixture fixture;
  private final TestClock clock = new TestClock(AuditFixture.START);
  private final SimulatedDisk disk;
  private final SimulatedService service;

  /**
   * Whether keys are wrapped and receipts signed without public keys, which takes most of the time;
   * the device's signatures stay. Every 64th seed does it all.
   */
  private final boolean quick;

  private final SpoolConfig config;
  private final List<String> attempted = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();
  private @Nullable SpoolSession session;
  private @Nullable SegmentUploader uploader;
  private boolean closed;
  private long next = 1;

  AuditSimulation(long seed, AuditFixture fixture) {
    this.random = new SplittableRandom(seed);
    this.fixture = fixture;
    this.disk = new SimulatedDisk(random.split());
    this.quick = seed % 64 != 0;
    this.service = new SimulatedService(fixture, random.split(), quick);
    this.config =
        fixture.config(
            ROOT,
            AuditFixture.SESSION,
            new SpoolLimits(
                1500 + random.nextInt(3000),
                Duration.ofSeconds(30),
                1 + random.nextInt(5),
                Duration.ofSeconds(1),
                0,
                Long.MAX_VALUE,
                random.nextInt(2) * 64),
            clock);
  }

  SimulatedDisk disk() {
    return disk;
  }

  /** Does that many random things, then lets everything settle and checks. */
  void live(int steps) throws IOException {
    for (int i = 0; i < steps; i++) {
      disk.failRate(random.nextInt(4) == 0 ? 0.05 : 0);
      service.lose(random.nextInt(3) == 0 ? 0.4 : 0.02);
      service.lie(random.nextInt(20) == 0);
      step();
    }
    settle();
  }

  /** A fixed life, for the sweep over failing operations. */
  void liveOnce() throws IOException {
    for (int i = 0; i < 12; i++) {
      write();
      upload();
      clock.move(Duration.ofSeconds(2));
    }
    end();
    upload();
  }

  private void step() {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 -> write();
      case 5, 6, 7 -> upload();
      case 8 -> clock.move(Duration.ofSeconds(random.nextInt(60) - 5L));
      case 9 -> {
        if (random.nextInt(3) == 0) {
          die(random.nextBoolean());
        }
      }
      case 10 -> {
        if (random.nextInt(6) == 0) {
          recoverIfDead();
        }
      }
      default -> {
        if (random.nextInt(10) == 0) {
          end();
        }
      }
    }
  }

  private void write() {
    if (session == null && !open()) {
      return;
    }
    List<String> batch = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      batch.add(AuditEvents.encode(AuditFixture.intent(next++)));
    }
    attempted.addAll(batch);
    SpoolSession writing = session;
    if (writing == null) {
      return;
    }
    try {
      writing.commit(batch.stream().map(e -> e.getBytes(StandardCharsets.UTF_8)).toList());
      acknowledged.addAll(batch);
      writing.maintain();
    } catch (IOException e) {
      abandon();
    }
  }

  private boolean open() {
    SpoolSession opening =
        quick
            ? new SpoolSession(config, disk, key -> HexFormat.of().formatHex(key))
            : new SpoolSession(config, disk);
    try {
      opening.open();
      session = opening;
      return true;
    } catch (AuditUnavailableException e) {
      opening.abandon();
      return false;
    }
  }

  private void upload() {
    try {
      if (uploader == null) {
        uploader = uploader(ROOT.resolve(AuditFixture.SESSION));
      }
      UploadStep step = uploader.step();
      assertThat(step).isNotInstanceOf(UploadStep.Stopped.class);
    } catch (IOException e) {
      uploader = null; // Its state is not there yet, or not readable now.
    }
  }

  private SegmentUploader uploader(Path directory) throws IOException {
    Function<String, SegmentUploader.Receipts> receipts =
        quick ? key -> SimulatedService::holdsQuickly : ReceiptCheck::new;
    return new SegmentUploader(
        disk, directory, service, receipts, (k, m, p) -> {}, clock, random.split());
  }

  private VerificationKeys keys() {
    SegmentKeys plain = (session, segment, key) -> Optional.of(HexFormat.of().parseHex(key));
    return quick
        ? new VerificationKeys(
            fixture.device.toPublicJWK().toJSONString(), Optional.empty(), Optional.of(plain))
        : fixture.keys();
  }

  private void end() {
    if (session != null) {
      try {
        session.end();
        session = null;
        closed = true;
      } catch (IOException e) {
        abandon();
      }
    }
  }

  private void abandon() {
    if (session != null) {
      session.abandon();
      session = null;
    }
  }

  /** The process dies; with the power, or alone. */
  private void die(boolean power) {
    session = null;
    uploader = null;
    if (power) {
      disk.crash();
    } else {
      disk.kill();
    }
  }

  private void recoverIfDead() {
    if (session == null) {
      try {
        SpoolRecovery.recover(ROOT, disk);
      } catch (IOException e) {
        die(random.nextBoolean());
      }
    }
  }

  /** The weather turns fine: the next start recovers, twice, and uploads all that is left. */
  void settle() throws IOException {
    disk.failRate(0);
    disk.fail(Long.MAX_VALUE, Long.MAX_VALUE);
    service.lose(0);
    service.lie(false);
    die(random.nextBoolean());
    SpoolRecovery.recover(ROOT, disk);
    Map<String, String> once = disk.content();
    List<SpoolRecovery.Recovered> again = SpoolRecovery.recover(ROOT, disk);
    assertThat(disk.content()).as("recovery twice is recovery once").isEqualTo(once);
    assertThat(again).allSatisfy(found -> assertThat(found.findings()).isEmpty());
    for (SpoolRecovery.Recovered found : again) {
      SegmentUploader last = uploader(found.directory());
      UploadStep step = last.step();
      while (step instanceof UploadStep.Uploaded) {
        step = last.step();
      }
      assertThat(step).isInstanceOf(UploadStep.Finished.class);
    }
    check();
  }

  private void check() {
    Recording recording =
        Recording.stored(AuditFixture.SESSION, service.stored, service.receipts, service.announced);
    Verifier.Opened opened = Verifier.open(recording, keys());
    assertThat(opened.report()).isInstanceOf(VerificationReport.Holds.class);
    assertThat(isSubsequence(acknowledged, opened.events()))
        .as("everything acknowledged is there, in order")
        .isTrue();
    assertThat(isSubsequence(opened.events(), attempted)).as("nothing else is").isTrue();
    if (closed && opened.report() instanceof VerificationReport.Holds holds) {
      assertThat(holds.gaps())
          .noneMatch(gap -> gap.kind() == dev.gatehouse.core.audit.verify.Finding.Kind.NO_END);
    }
  }

  private static boolean isSubsequence(List<String> part, List<String> whole) {
    int found = 0;
    for (String event : whole) {
      if (found < part.size() && part.get(found).equals(event)) {
        found++;
      }
    }
    return found == part.size();
  }
}
