package dev.gatehouse.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.SessionTicket;
import dev.gatehouse.core.audit.AuditEvents;
import dev.gatehouse.core.audit.AuditSink;
import dev.gatehouse.core.audit.SegmentUploader;
import dev.gatehouse.core.audit.SpoolRecovery;
import dev.gatehouse.core.audit.UploadStep;
import dev.gatehouse.core.audit.verify.Recording;
import dev.gatehouse.core.audit.verify.VerificationKeys;
import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditServiceTest {
  @TempDir Path directory;
  private AuditHouse house;

  @BeforeEach
  void build() {
    house = new AuditHouse(directory);
  }

  @Test
  void aSessionIsUploadedReadAndVerifiedToItsEnd() throws Exception {
    SessionTicket ticket = record(1500);

    UploadStep end = uploadAll(ticket);

    assertThat(end).isInstanceOf(UploadStep.Finished.class);
    RecordingView view = read(ticket);
    assertThat(view.findings()).isEmpty();
    assertThat(view.session().verified()).isEqualTo("verified");
    assertThat(view.session().state()).isEqualTo("complete");
    assertThat(view.session().statements()).isEqualTo(4);
    assertThat(view.session().flagged()).isEqualTo(1);
    assertThat(view.events()).hasSize(8);
    assertThat(view.events().stream().map(AuditEvents::decode).map(AuditEvents::encode))
        .containsExactlyElementsOf(view.events());
    assertThat(house.view(ticket)).isEqualTo(view.session());
  }

  @Test
  void theServersFolderVerifiesByItself() throws Exception {
    SessionTicket ticket = record(1500);
    uploadAll(ticket);

    Recording folder =
        Recording.ofFolder(house.segmentFolder.resolve(ticket.sessionId()))
            .expecting(ticket.sessionId(), OptionalLong.empty());
    VerificationReport report =
        Verifier.verify(
            folder,
            new VerificationKeys(
                house.device.toPublicJWK().toJSONString(),
                Optional.of(ticket.receiptKey()),
                Optional.empty()));

    assertThat(report)
        .isInstanceOfSatisfying(
            VerificationReport.Holds.class, holds -> assertThat(holds.complete()).isTrue());
    assertThat(folder.receipts()).hasSameSizeAs(folder.segments());
  }

  @Test
  void theSameBytesGiveTheSameReceiptAndOtherBytesAreAConflictAndAnAlert() throws Exception {
    SessionTicket ticket = record(1 << 20);
    byte[] bytes = segmentOnDisk(ticket, 0);
    StoreOutcome first = put(ticket, 0, bytes);
    house.now = house.now.plusSeconds(60);

    assertThat(put(ticket, 0, bytes)).isEqualTo(first).isInstanceOf(StoreOutcome.Stored.class);

    byte[] other = bytes.clone();
    other[other.length - 1] ^= 1;
    assertThat(put(ticket, 0, other)).isInstanceOf(StoreOutcome.Conflict.class);
    assertThat(read(ticket).findings()).anyMatch(f -> f.contains("handed in again"));
    assertThat(house.view(ticket).verified()).contains("handed in again");
  }

  @Test
  void aSegmentOfAnotherDeviceIsRefused() throws Exception {
    AuditHouse thief = new AuditHouse(directory.resolve("thief"));
    SessionTicket ticket = house.ticket();
    try (AuditSink sink = thief.spool(ticket, 1 << 20)) {
      sink.append(house.opened(ticket));
    }
    byte[] forged =
        Files.readAllBytes(thief.spoolFolder.resolve(ticket.sessionId()).resolve("000000.seg"));

    assertThat(put(ticket, 0, forged))
        .isInstanceOfSatisfying(
            StoreOutcome.Refused.class,
            refused -> assertThat(refused.sentence()).contains("did not sign"));
    assertThat(house.view(ticket).verified()).contains("did not sign");
  }

  @Test
  void aSegmentOfAnotherSessionAndAForkedChainAreRefused() throws Exception {
    SessionTicket one = record(1500);
    SessionTicket other = record(1500);
    assertThat(put(one, 0, segmentOnDisk(other, 0))).isInstanceOf(StoreOutcome.Refused.class);

    assertThat(put(one, 0, segmentOnDisk(one, 0))).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(put(one, 1, segmentOnDisk(one, 0))).isInstanceOf(StoreOutcome.Refused.class);

    // The same device records the same session a second time: sound by itself, but another chain.
    deleteTree(house.spoolFolder.resolve(one.sessionId()));
    recordInto(one, 1500);
    assertThat(put(one, 1, segmentOnDisk(one, 1)))
        .isInstanceOfSatisfying(
            StoreOutcome.Conflict.class,
            conflict -> assertThat(conflict.sentence()).contains("does not follow"));
  }

  @Test
  void segmentsMayArriveOutOfOrderAndTheStateSaysWhatIsMissing() throws Exception {
    SessionTicket ticket = record(1500);
    assertThat(put(ticket, 1, segmentOnDisk(ticket, 1))).isInstanceOf(StoreOutcome.Stored.class);
    house.now = house.now.plus(Duration.ofDays(2));
    assertThat(house.view(ticket).state()).isEqualTo("incomplete");
    assertThat(read(ticket).findings()).anyMatch(f -> f.contains("Segment 0 is not here"));

    assertThat(put(ticket, 0, segmentOnDisk(ticket, 0))).isInstanceOf(StoreOutcome.Stored.class);
    uploadAll(ticket);
    assertThat(house.view(ticket).state()).isEqualTo("complete");
  }

  @Test
  void aSilentSessionBecomesStaleThenIncompleteAndAHeartbeatKeepsItOpen() {
    SessionTicket ticket = house.ticket();
    assertThat(house.view(ticket).state()).isEqualTo("open");
    house.now = house.now.plusSeconds(90);
    assertThat(house.service.heartbeat(ticket.sessionId(), AuditHouse.ANALYST)).isTrue();
    house.now = house.now.plusSeconds(90);
    assertThat(house.view(ticket).state()).isEqualTo("open");
    house.now = house.now.plusSeconds(90);
    assertThat(house.view(ticket).state()).isEqualTo("stale");
    house.now = house.now.plus(Duration.ofDays(1));
    assertThat(house.view(ticket).state()).isEqualTo("incomplete");
    assertThat(house.service.heartbeat("nobody", AuditHouse.ANALYST)).isFalse();
  }

  @Test
  void nobodyElseKeepsASessionOpen() {
    SessionTicket ticket = house.ticket();
    house.now = house.now.plusSeconds(150);
    assertThat(house.service.heartbeat(ticket.sessionId(), AuditHouse.REVIEWER)).isFalse();
    assertThat(house.view(ticket).state()).isEqualTo("stale");
  }

  @Test
  void aSessionWhoseClientDiedIsUploadedByTheNextOneAndReadsIncomplete() throws Exception {
    SessionTicket ticket = house.ticket();
    AuditSink sink = house.spool(ticket, 1 << 20);
    sink.append(house.opened(ticket));
    sink.append(house.intent(1, "allow"));
    Path copy = directory.resolve("after-the-crash");
    copyTree(house.spoolFolder, copy);
    sink.close();

    List<SpoolRecovery.Recovered> recovered = SpoolRecovery.recover(copy);
    assertThat(recovered).hasSize(1);
    uploadAll(recovered.getFirst().directory());

    RecordingView view = read(ticket);
    assertThat(view.session().state()).isEqualTo("incomplete");
    assertThat(view.events()).hasSize(2);
    assertThat(view.findings())
        .anyMatch(f -> f.contains("Statement 1 has no result"))
        .anyMatch(f -> f.contains("end is not recorded"));
  }

  @Test
  void onlyTheOwnerHandsInSegments() throws Exception {
    SessionTicket ticket = record(1 << 20);
    byte[] bytes = segmentOnDisk(ticket, 0);
    assertThat(house.service.storeSegment(ticket.sessionId(), AuditHouse.REVIEWER, 0, bytes))
        .isInstanceOf(StoreOutcome.UnknownSession.class);
    assertThat(house.service.close(ticket.sessionId(), AuditHouse.REVIEWER, 1))
        .isInstanceOf(CloseOutcome.UnknownSession.class);
    assertThat(house.service.storeSegment("../etc", AuditHouse.ANALYST, 0, bytes))
        .isInstanceOf(StoreOutcome.UnknownSession.class);
  }

  @Test
  void aRecordThatNamesAnotherPersonIsStoredAndAlerted() throws Exception {
    SessionTicket ticket = house.ticket();
    try (AuditSink sink = house.spool(ticket, 1 << 20)) {
      sink.append(house.opened(ticket, "somebody-else"));
    }
    uploadAll(ticket);
    assertThat(house.view(ticket).verified()).contains("another person");
  }

  @Test
  void bytesChangedInTheFolderAreFoundWhenTheRecordingIsOpened() throws Exception {
    SessionTicket ticket = record(1500);
    uploadAll(ticket);
    Path stored = house.segmentFolder.resolve(ticket.sessionId()).resolve("000001.seg");
    byte[] bytes = Files.readAllBytes(stored);
    bytes[bytes.length / 2] ^= 1;
    Files.write(stored, bytes);

    assertThat(read(ticket).session().verified()).contains("Segment 1");
    assertThat(house.view(ticket).verified()).contains("Segment 1");

    Files.delete(stored);
    assertThat(read(ticket).findings()).anyMatch(f -> f.contains("is not here"));
  }

  @Test
  void readingIsRecordedFirst() throws Exception {
    SessionTicket ticket = record(1500);
    uploadAll(ticket);
    read(ticket);
    assertThat(house.service.segment(ticket.sessionId(), 0, AuditHouse.REVIEWER)).isPresent();
    assertThat(house.service.segment(ticket.sessionId(), 99, AuditHouse.REVIEWER)).isEmpty();
    assertThat(house.service.openRecording("nobody", AuditHouse.REVIEWER)).isEmpty();

    assertThat(
            house.jdbi.<List<String>, RuntimeException>withHandle(
                h ->
                    h.createQuery("SELECT subject || ' ' || what FROM audit_access ORDER BY id")
                        .mapTo(String.class)
                        .list()))
        .containsExactly("u2 recording", "u2 segment 0", "u2 segment 99");

    house.jdbi.useHandle(h -> h.execute("ALTER TABLE audit_access RENAME TO gone"));
    assertThatThrownBy(() -> read(ticket)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void anErasedSessionStillVerifiesAndOpensToNobody() throws Exception {
    SessionTicket ticket = record(1500);
    uploadAll(ticket);
    assertThat(count("audit_session_key")).as("gone when the session was whole").isZero();
    assertThat(count("audit_segment_key")).isPositive();

    assertThat(house.service.erase(ticket.sessionId(), AuditHouse.REVIEWER))
        .isInstanceOfSatisfying(
            EraseOutcome.Erased.class, erased -> assertThat(erased.segments()).isGreaterThan(1));

    RecordingView view = read(ticket);
    assertThat(view.events()).isEmpty();
    assertThat(view.findings()).isNotEmpty().allMatch(f -> f.contains("cannot be opened"));
    assertThat(count("audit_segment_key")).isZero();
  }

  @Test
  void aFolderThatCannotBeWrittenAcknowledgesNothing() throws Exception {
    SessionTicket ticket = record(1 << 20);
    Files.createDirectories(house.segmentFolder.resolveSibling("x"));
    Files.writeString(house.segmentFolder, "a file stands in the way");
    byte[] bytes = segmentOnDisk(ticket, 0);
    assertThatThrownBy(() -> put(ticket, 0, bytes)).isInstanceOf(UncheckedIOException.class);
    assertThat(count("audit_segment")).isZero();

    Files.delete(house.segmentFolder);
    assertThat(put(ticket, 0, bytes)).isInstanceOf(StoreOutcome.Stored.class);
  }

  @Test
  void twoWordsAboutTheNumberOfSegmentsAreAConflict() throws Exception {
    SessionTicket ticket = record(1500);
    put(ticket, 0, segmentOnDisk(ticket, 0));
    put(ticket, 1, segmentOnDisk(ticket, 1));
    assertThat(house.service.close(ticket.sessionId(), AuditHouse.ANALYST, 1))
        .isInstanceOf(CloseOutcome.Conflict.class);
    assertThat(house.service.close(ticket.sessionId(), AuditHouse.ANALYST, 2))
        .isInstanceOf(CloseOutcome.Closed.class);
    assertThat(house.service.close(ticket.sessionId(), AuditHouse.ANALYST, 2))
        .isInstanceOf(CloseOutcome.Closed.class);
    assertThat(put(ticket, 2, segmentOnDisk(ticket, 2))).isInstanceOf(StoreOutcome.Conflict.class);
  }

  @Test
  void aKeyThatCannotCheckSignaturesGetsNoTicket() {
    NewSession session =
        new NewSession("g", "i", "s", "p", "shop", "prod", "why", "{}", "host", "0.1");
    assertThatThrownBy(() -> house.service.issueTicket(session))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A session with four statements, one of them denied. */
  private SessionTicket record(long segmentBytes) throws Exception {
    SessionTicket ticket = house.ticket();
    recordInto(ticket, segmentBytes);
    return ticket;
  }

  private void recordInto(SessionTicket ticket, long segmentBytes) throws Exception {
    try (AuditSink sink = house.spool(ticket, segmentBytes)) {
      sink.append(house.opened(ticket));
      for (int i = 1; i <= 3; i++) {
        sink.append(house.intent(i, "allow"));
        sink.append(house.result(i));
      }
      sink.append(house.intent(4, "deny"));
    }
  }

  private UploadStep uploadAll(SessionTicket ticket) throws Exception {
    return uploadAll(house.spoolFolder.resolve(ticket.sessionId()));
  }

  private UploadStep uploadAll(Path session) throws Exception {
    SegmentUploader uploader =
        SegmentUploader.of(
            session, house.transport(), (k, m, p) -> {}, () -> house.now, new Random(1));
    UploadStep step = uploader.step();
    while (step instanceof UploadStep.Uploaded) {
      step = uploader.step();
    }
    return step;
  }

  private byte[] segmentOnDisk(SessionTicket ticket, long number) throws Exception {
    return Files.readAllBytes(
        house.spoolFolder.resolve(ticket.sessionId()).resolve(String.format("%06d.seg", number)));
  }

  private StoreOutcome put(SessionTicket ticket, long number, byte[] bytes) {
    return house.service.storeSegment(ticket.sessionId(), AuditHouse.ANALYST, number, bytes);
  }

  private RecordingView read(SessionTicket ticket) {
    return house.service.openRecording(ticket.sessionId(), AuditHouse.REVIEWER).orElseThrow();
  }

  private int count(String table) {
    return house.jdbi.<Integer, RuntimeException>withHandle(
        h -> h.createQuery("SELECT count(*) FROM " + table).mapTo(Integer.class).one());
  }

  private static void deleteTree(Path directory) throws Exception {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void copyTree(Path from, Path to) throws Exception {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
