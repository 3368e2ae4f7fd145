package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gatehouse.core.audit.verify.Finding;
import dev.gatehouse.core.audit.verify.Recording;
import dev.gatehouse.core.audit.verify.VerificationKeys;
import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whoever changes a recording, with all the care in the world but without its keys, is found. */
class TamperingTest {
  private static final Path ROOT = Path.of("/spool");

  private final AuditFixture fixture = new AuditFixture();
  private final TreeMap<Long, byte[]> segments = record(AuditFixture.SESSION, 4, 2000);
  private final byte[] one = smallSegment();

  @Test
  void untouchedItHolds() {
    assertThat(segments.size()).isGreaterThan(2);
    assertThat(verify(segments))
        .isInstanceOfSatisfying(
            VerificationReport.Holds.class, holds -> assertThat(holds.complete()).isTrue());
  }

  @Test
  void everySingleBitFlipIsDetected() {
    for (int bit = 0; bit < one.length * 8; bit++) {
      byte[] flipped = one.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      if (verify(alone(flipped)) instanceof VerificationReport.Holds) {
        fail("bit " + bit + " was flipped unseen");
      }
    }
  }

  @Test
  void aChangedByteIsDetectedAlsoWhereTheCrcWasMadeToFit() {
    for (int at : Surgery.frames(one)) {
      for (int position = at + 8; position < at + Surgery.length(one, at); position++) {
        byte[] changed = one.clone();
        changed[position] ^= 1;
        Surgery.fitCrc(changed, at);
        assertThat(verify(alone(changed)))
            .as("byte %s", position)
            .isInstanceOf(VerificationReport.Fails.class);
      }
    }
  }

  @Test
  void theFindingNamesTheRecordThePositionAndBothHashes() {
    byte[] bytes = segment(1).clone();
    List<Integer> frames = Surgery.frames(bytes);
    bytes[frames.get(1) + 60] ^= 1;
    Surgery.fitCrc(bytes, frames.get(1));

    assertThat(verify(with(1, bytes)))
        .isInstanceOfSatisfying(
            VerificationReport.Fails.class,
            fails -> {
              Finding first = fails.findings().getFirst();
              assertThat(first.kind()).isEqualTo(Finding.Kind.CHAIN_BROKEN);
              assertThat(first.segment()).hasValue(1);
              assertThat(first.position()).hasValue(frames.get(2));
              assertThat(first.expected()).hasSize(64).isNotEqualTo(first.actual());
              assertThat(first.sentence()).contains("Segment 1, record 1, byte " + frames.get(2));
            });
  }

  @Test
  void everyTruncationIsDetected() {
    List<Integer> frames = Surgery.frames(one);
    for (int length = 0; length < one.length; length++) {
      VerificationReport report = verify(alone(Arrays.copyOf(one, length)));
      if (frames.indexOf(length) > 0) {
        // Cut between two frames of the last segment: as after a crash, never complete.
        assertThat(report.gaps())
            .extracting(Finding::kind)
            .contains(Finding.Kind.NO_END, Finding.Kind.NOT_SEALED);
      } else {
        assertThat(report).as("length %s", length).isInstanceOf(VerificationReport.Fails.class);
      }
    }
  }

  @Test
  void aSegmentBeforeOthersThatIsCutBetweenTwoFramesIsDetected() {
    for (int length : Surgery.frames(segment(1))) {
      assertFails(with(1, Arrays.copyOf(segment(1), length)));
    }
  }

  @Test
  void everyRemovedRecordIsDetectedAlsoWhenTheRestIsLinkedAnew() {
    segments.forEach(
        (number, bytes) -> {
          List<Integer> frames = Surgery.frames(bytes);
          for (int i = 1; i < frames.size() - 1; i++) {
            List<byte[]> kept = Surgery.split(bytes);
            kept.remove(i);
            assertFails(with(number, Surgery.join(kept)));
            assertFails(with(number, Surgery.relinked(kept)));
          }
        });
  }

  @Test
  void swappedRepeatedAndForeignRecordsAreDetectedAlsoWhenTheRestIsLinkedAnew() {
    segments.forEach(
        (number, bytes) -> {
          for (int i = 1; i < Surgery.split(bytes).size() - 1; i++) {
            List<byte[]> swapped = Surgery.split(bytes);
            swapped.set(i, Surgery.split(bytes).get(i + 1));
            swapped.set(i + 1, Surgery.split(bytes).get(i));
            List<byte[]> repeated = Surgery.split(bytes);
            repeated.add(i, Surgery.split(bytes).get(i));
            List<byte[]> foreign = Surgery.split(bytes);
            foreign.add(i, Surgery.split(segment((number + 1) % segments.size())).get(1));
            for (List<byte[]> frames : List.of(swapped, repeated, foreign)) {
              assertFails(with(number, Surgery.join(frames)));
              assertFails(with(number, Surgery.relinked(frames)));
            }
          }
        });
  }

  @Test
  void aRemovedSegmentIsDetected() {
    for (long number : segments.keySet()) {
      TreeMap<Long, byte[]> rest = new TreeMap<>(segments);
      rest.remove(number);
      VerificationReport report = verify(rest);
      if (number == segments.lastKey()) {
        assertThat(report.gaps()).extracting(Finding::kind).contains(Finding.Kind.NO_END);
      } else {
        assertThat(report).isInstanceOf(VerificationReport.Fails.class);
      }
      assertFails(
          Recording.of(AuditFixture.SESSION, rest)
              .expecting(AuditFixture.SESSION, OptionalLong.of(segments.size())));
    }
  }

  @Test
  void segmentsSwappedOrPutInEachOthersPlaceAreDetected() {
    for (long a : segments.keySet()) {
      for (long b : segments.keySet()) {
        if (a != b) {
          assertFails(with(a, segment(b)));
          TreeMap<Long, byte[]> swapped = new TreeMap<>(segments);
          swapped.put(a, segment(b));
          swapped.put(b, segments.get(a));
          assertFails(Recording.of(AuditFixture.SESSION, swapped));
        }
      }
    }
  }

  @Test
  void aSegmentAfterTheEndIsDetected() {
    TreeMap<Long, byte[]> more = new TreeMap<>(segments);
    more.put(segments.lastKey() + 1, segment(0));
    assertFails(Recording.of(AuditFixture.SESSION, more));
  }

  @Test
  void aForkByTheSameDeviceAndAnotherSessionsRecordingAreDetected() {
    TreeMap<Long, byte[]> fork = record(AuditFixture.SESSION, 4, 2000);
    TreeMap<Long, byte[]> mixed = new TreeMap<>(segments);
    mixed.put(segments.lastKey(), fork.lastEntry().getValue());
    assertFails(Recording.of(AuditFixture.SESSION, mixed));
    assertFails(Recording.of(AuditFixture.SESSION, record("session-2", 4, 2000)));
  }

  @Test
  void aRecordingByAnotherDeviceIsDetected() {
    VerificationReport report =
        Verifier.verify(
            Recording.of(AuditFixture.SESSION, segments),
            VerificationKeys.device(AuditFixture.p256().toPublicJWK().toJSONString()));
    assertThat(report).isInstanceOf(VerificationReport.Fails.class);
  }

  @Test
  void withReceiptsAlsoAWholeOtherChainAndAMissingEndAreDetected() {
    SimulatedService service = new SimulatedService(fixture, new SplittableRandom(1));
    segments.forEach(
        (number, bytes) -> {
          try {
            service.put(AuditFixture.SESSION, number, bytes);
          } catch (SegmentTransportException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(Verifier.verify(received(segments, service.receipts), fixture.keys()))
        .isInstanceOf(VerificationReport.Holds.class);

    TreeMap<Long, byte[]> fork = record(AuditFixture.SESSION, 4, 2000);
    assertThat(Verifier.verify(received(fork, service.receipts), fixture.keys()))
        .isInstanceOf(VerificationReport.Fails.class);

    TreeMap<Long, byte[]> cut = new TreeMap<>(segments);
    cut.remove(segments.lastKey());
    assertThat(Verifier.verify(received(cut, service.receipts), fixture.keys()))
        .isInstanceOf(VerificationReport.Fails.class);

    TreeMap<Long, String> forged = new TreeMap<>(service.receipts);
    forged.put(0L, forged.get(1L));
    assertThat(Verifier.verify(received(segments, forged), fixture.keys()))
        .isInstanceOf(VerificationReport.Fails.class);
  }

  @Test
  void aResultWithoutItsIntentContradicts() throws Exception {
    TreeMap<Long, byte[]> odd = new TreeMap<>();
    SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
    try (Spool spool =
        Spool.open(
            fixture.config(ROOT, AuditFixture.limits(1 << 20)), disk, Duration.ofMillis(5))) {
      spool.append(AuditFixture.opened());
      spool.append(AuditFixture.result(3));
    }
    odd.put(0L, disk.read(ROOT.resolve(AuditFixture.SESSION).resolve("000000.seg")));
    assertThat(Verifier.verify(Recording.of(AuditFixture.SESSION, odd), fixture.keys()))
        .isInstanceOfSatisfying(
            VerificationReport.Fails.class,
            fails ->
                assertThat(fails.findings())
                    .extracting(Finding::kind)
                    .containsExactly(Finding.Kind.EVENTS_CONTRADICT));
  }

  @Test
  void anIntentWithoutItsResultHasAnUnknownOutcome() throws Exception {
    SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
    try (Spool spool =
        Spool.open(
            fixture.config(ROOT, AuditFixture.limits(1 << 20)), disk, Duration.ofMillis(5))) {
      spool.append(AuditFixture.intent(1));
      spool.append(
          new AuditEvent.StatementIntent(
              AuditFixture.START,
              2,
              "drop",
              Optional.empty(),
              "fp",
              "refuse",
              "No.",
              List.of(),
              List.of(),
              Optional.empty()));
    }
    TreeMap<Long, byte[]> odd = new TreeMap<>();
    odd.put(0L, disk.read(ROOT.resolve(AuditFixture.SESSION).resolve("000000.seg")));
    assertThat(Verifier.verify(Recording.of(AuditFixture.SESSION, odd), fixture.keys()).gaps())
        .extracting(Finding::sentence)
        .containsExactly("Statement 1 has no result, so its outcome is unknown.");
  }

  private TreeMap<Long, byte[]> record(String session, int statements, long segmentBytes) {
    List<List<AuditEvent>> batches = new ArrayList<>();
    for (int i = 1; i <= statements; i++) {
      batches.add(
          List.of(AuditFixture.intent(i), AuditFixture.snapshot(i), AuditFixture.result(i)));
    }
    return record(session, segmentBytes, batches);
  }

  private TreeMap<Long, byte[]> record(
      String session, long segmentBytes, List<List<AuditEvent>> batches) {
    SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
    TestClock clock = new TestClock(AuditFixture.START);
    try {
      SpoolSession spool =
          new SpoolSession(
              fixture.config(ROOT, session, AuditFixture.limits(segmentBytes), clock), disk);
      spool.open();
      for (List<AuditEvent> batch : batches) {
        spool.commit(batch.stream().map(AuditEvents::bytes).toList());
        spool.maintain();
      }
      spool.end();
      TreeMap<Long, byte[]> all = new TreeMap<>();
      SessionDirectory directory = SessionDirectory.of(ROOT, session);
      for (long number : directory.numbers(disk, "seg")) {
        all.put(number, disk.read(directory.sealed(number)));
      }
      return all;
    } catch (IOException | AuditUnavailableException e) {
      throw new AssertionError(e);
    }
  }

  /** A header, records, a checkpoint in between and the last seal, in as few bytes as may be. */
  private byte[] smallSegment() {
    return record(
            AuditFixture.SESSION,
            1 << 20,
            List.of(
                List.of(AuditFixture.closed(), AuditFixture.closed()),
                List.of(AuditFixture.closed(), AuditFixture.closed(), AuditFixture.closed())))
        .firstEntry()
        .getValue();
  }

  private static Recording alone(byte[] segment) {
    TreeMap<Long, byte[]> only = new TreeMap<>();
    only.put(0L, segment);
    return Recording.of(AuditFixture.SESSION, only);
  }

  private byte[] segment(long number) {
    return Objects.requireNonNull(segments.get(number));
  }

  private Recording with(long number, byte[] bytes) {
    TreeMap<Long, byte[]> changed = new TreeMap<>(segments);
    changed.put(number, bytes);
    return Recording.of(AuditFixture.SESSION, changed);
  }

  private static Recording received(
      NavigableMap<Long, byte[]> segments, NavigableMap<Long, String> receipts) {
    return Recording.stored(AuditFixture.SESSION, segments, receipts, OptionalLong.empty());
  }

  private VerificationReport verify(NavigableMap<Long, byte[]> recording) {
    return verify(Recording.of(AuditFixture.SESSION, recording));
  }

  private VerificationReport verify(Recording recording) {
    return Verifier.verify(recording, fixture.withoutOpening());
  }

  private void assertFails(Recording recording) {
    assertThat(verify(recording)).isInstanceOf(VerificationReport.Fails.class);
  }
}
