package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.OctetKeyPair;
import dev.gatehouse.core.audit.SegmentTransportException.Kind;
import dev.gatehouse.core.audit.witness.CheckpointWitness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client does about a service that takes its log back. */
class LogWitnessTest {
  @TempDir Path directory;
  private final AuditFixture fixture = new AuditFixture();
  private final TestLog log = new TestLog(fixture.receipts);
  private final String key = fixture.receipts.toPublicJWK().toJSONString();

  @Test
  void aLogThatGrowsIsFollowedAlsoByTheNextProcess() {
    for (int i = 0; i < 40; i++) {
      String proof = log.add(entry(i));
      int index = i;
      assertThatCode(() -> witness().check(key, entry(index), proof)).doesNotThrowAnyException();
    }
    assertThat(witness().alert()).isEmpty();
  }

  @Test
  void anAnswerThatWasOvertakenByAnotherIsNoRollback() throws Exception {
    log.add(entry(0));
    String early = log.add(entry(1));
    String late = log.add(entry(2));
    witness().check(key, entry(2), late);
    assertThatCode(() -> witness().check(key, entry(1), early)).doesNotThrowAnyException();
    assertThat(witness().alert()).isEmpty();
  }

  @Test
  void aRollbackIsAnAlertThatStaysAndKeepsBothCheckpoints() throws Exception {
    for (int i = 0; i < 5; i++) {
      witness().check(key, entry(i), log.add(entry(i)));
    }
    log.entries.subList(2, 5).clear();
    String proof = log.add(entry(9));

    assertAlert(() -> witness().check(key, entry(9), proof), "rolled back from 5 to 3 entries");
    // Also when it has grown past what was seen.
    for (int i = 10; i < 15; i++) {
      log.add(entry(i));
    }
    assertAlert(() -> witness().check(key, entry(14), log.proof(7, 8)), "rolled back");
    assertThat(Files.readString(directory.resolve("log").resolve("alert")))
        .contains("test-log\n5\n")
        .contains("test-log\n3\n");
  }

  @Test
  void aLogThatWasChangedAndGrewAgainIsAFork() throws Exception {
    for (int i = 0; i < 5; i++) {
      witness().check(key, entry(i), log.add(entry(i)));
    }
    log.entries.set(3, entry(99));
    String proof = log.add(entry(5));
    assertAlert(() -> witness().check(key, entry(5), proof), "its first 5 entries changed");
  }

  @Test
  void twoLogsOfOneSizeAreAFork() throws Exception {
    witness().check(key, entry(0), log.add(entry(0)));
    log.entries.set(0, entry(7));
    assertAlert(
        () -> witness().check(key, entry(7), log.proof(0, 1)), "its first 1 entries changed");
  }

  @Test
  void aLogUnderAnotherKeyIsAnAlert() throws Exception {
    witness().check(key, entry(0), log.add(entry(0)));
    OctetKeyPair other = AuditFixture.ed25519();
    String proof = new TestLog(other).add(entry(0));
    assertAlert(
        () -> witness().check(other.toPublicJWK().toJSONString(), entry(0), proof),
        "its key is another one");
  }

  @Test
  void aProofThatProvesNothingIsRefusedWithoutAnAlert() {
    String right = log.add(entry(0));
    String stranger = new TestLog(AuditFixture.ed25519()).add(entry(0));
    log.add(entry(1));
    String flipped = right.replace("index 0", "index 1");
    for (String proof : new String[] {"", stranger, flipped, right.substring(1), log.proof(1, 2)}) {
      assertThatThrownBy(() -> witness().check(key, entry(0), proof))
          .isInstanceOfSatisfying(
              SegmentTransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LATER));
    }
    assertThat(witness().alert()).isEmpty();
  }

  @Test
  void everySingleBitFlipOfAProofIsDetected() throws Exception {
    for (int i = 0; i < 6; i++) {
      log.add(entry(i));
    }
    byte[] proof = log.proof(4, 6).getBytes(StandardCharsets.UTF_8);
    witness().check(key, entry(4), new String(proof, StandardCharsets.UTF_8));
    for (int bit = 0; bit < proof.length * 8; bit++) {
      byte[] flipped = proof.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      String text = new String(flipped, StandardCharsets.UTF_8);
      assertThatThrownBy(() -> witness().check(key, entry(4), text))
          .as("bit %s", bit)
          .isInstanceOf(SegmentTransportException.class);
    }
  }

  @Test
  void aServiceThatCannotBeAskedIsAskedLaterAndNothingIsForgotten() throws Exception {
    witness().check(key, entry(0), log.add(entry(0)));
    String proof = log.add(entry(1));
    log.unreachable = true;
    assertThatThrownBy(() -> witness().check(key, entry(1), proof))
        .isInstanceOfSatisfying(
            SegmentTransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LATER));
    log.unreachable = false;
    witness().check(key, entry(1), proof);
    assertThat(witness().alert()).isEmpty();
  }

  @Test
  void afterAForkNothingIsDeletedAndTheUploadStopsWithTheSentence() throws Exception {
    SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
    Path root = Path.of("/spool");
    Spool spool =
        Spool.open(fixture.config(root, AuditFixture.limits(400)), disk, Duration.ofMillis(5));
    for (int i = 1; i < 5; i++) {
      spool.append(AuditFixture.intent(i));
    }
    spool.close();
    SimulatedService service = new SimulatedService(fixture, new SplittableRandom(1));
    service.log = log;
    Path session = root.resolve(AuditFixture.SESSION);
    SegmentUploader uploader =
        new SegmentUploader(
            disk,
            session,
            service,
            witness(),
            new TestClock(AuditFixture.START),
            new SplittableRandom(1));
    assertThat(uploader.step()).isEqualTo(new UploadStep.Uploaded(0));
    assertThat(disk.exists(session.resolve("000000.tlog-proof"))).isTrue();
    log.entries.clear();

    assertThat(uploader.step())
        .isInstanceOfSatisfying(
            UploadStep.Stopped.class,
            stopped -> assertThat(stopped.why()).contains("was forked: its first 1 entries"));
    assertThat(disk.exists(session.resolve("000001.seg"))).isTrue();
  }

  private void assertAlert(ThrowingCallable call, String what) {
    assertThatThrownBy(call)
        .hasMessageContaining(what)
        .isInstanceOfSatisfying(
            SegmentTransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
    assertThat(Objects.requireNonNull(witness().alert().orElse(null))).contains(what);
  }

  private CheckpointWitness witness() {
    return new CheckpointWitness(directory.resolve("log"), log);
  }

  private static byte[] entry(int i) {
    return ("entry " + i).getBytes(StandardCharsets.UTF_8);
  }
}
