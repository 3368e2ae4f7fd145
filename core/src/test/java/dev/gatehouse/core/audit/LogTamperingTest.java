package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.audit.verify.LogReport;
import dev.gatehouse.core.audit.verify.LogVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Whoever changes a saved log or what stands beside it is found, offline. */
class LogTamperingTest {
  private static final Path ROOT = Path.of("/spool");

  @TempDir Path folder;
  private final AuditFixture fixture = new AuditFixture();
  private final TestLog log = new TestLog(fixture.receipts);
  private final String key = fixture.receipts.toPublicJWK().toJSONString();

  @BeforeEach
  void record() throws Exception {
    SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
    Path sessions = Files.createDirectories(folder.resolve("sessions"));
    for (String id : List.of("session-a", "session-b")) {
      Spool spool =
          Spool.open(
              fixture.config(ROOT, id, AuditFixture.limits(900), new TestClock(AuditFixture.START)),
              disk,
              Duration.ofMillis(5));
      for (int i = 1; i <= 3; i++) {
        spool.append(AuditFixture.intent(i));
        spool.append(AuditFixture.result(i));
      }
      spool.close();
      SimulatedService service = new SimulatedService(fixture, new SplittableRandom(1));
      service.log = log;
      Path saved = Files.createDirectories(sessions.resolve(id));
      SessionDirectory spooled = SessionDirectory.of(ROOT, id);
      List<Long> numbers = spooled.numbers(disk, "seg");
      for (long number : numbers) {
        byte[] bytes = disk.read(spooled.sealed(number));
        SegmentTransport.Acknowledged answer = service.put(id, number, bytes);
        String name = "%06d".formatted(number);
        Files.write(saved.resolve(name + ".seg"), bytes);
        Files.write(saved.resolve(name + ".receipt"), SessionState.bytes(answer.receipt()));
        Files.writeString(saved.resolve(name + ".tlog-proof"), answer.proof());
      }
      TreeMap<String, Object> own = new TreeMap<>();
      own.put("sessionId", id);
      own.put("deviceKey", fixture.device.toPublicJWK().toJSONString());
      own.put("receiptKey", key);
      own.put("segments", numbers.size());
      Files.write(saved.resolve("recording.json"), JsonMapper.shared().writeValueAsBytes(own));
    }
    save();
  }

  @Test
  void untouchedItHoldsAndContinuesEveryEarlierCheckpoint() throws Exception {
    List<String> earlier = new ArrayList<>();
    for (int size = 0; size <= log.entries.size(); size++) {
      earlier.add(log.checkpoint(size));
    }
    LogReport report = LogVerifier.verify(folder, key, earlier);
    assertThat(report.findings()).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(report.size()).isEqualTo(log.entries.size()).isGreaterThan(4);
    assertThat(report.sessions()).containsOnlyKeys("session-a", "session-b");
  }

  @Test
  void everyBitOfTheCheckpointAndEveryByteOfTheRestCounts() throws Exception {
    // The log alone: its sessions, each flip, would take long.
    Files.move(folder.resolve("sessions"), folder.resolve("elsewhere"));
    log.entries.subList(2, log.entries.size()).clear();
    save();
    assertThat(holds()).isTrue();
    for (Path file : files("checkpoint", "tile")) {
      byte[] sound = Files.readAllBytes(file);
      int step = file.endsWith("checkpoint") ? 1 : 9;
      for (int bit = 0; bit < sound.length * 8; bit += step) {
        byte[] flipped = sound.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        Files.write(file, flipped);
        assertThat(holds()).as("%s, bit %s", file.getFileName(), bit).isFalse();
      }
      Files.write(file, sound);
    }
  }

  @Test
  void everyTruncatedOrRemovedFileIsDetected() throws Exception {
    for (Path file : files("checkpoint", "tile", "sessions")) {
      byte[] sound = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(sound, sound.length - 1));
      assertThat(holds()).as("%s cut", file).isFalse();
      Files.delete(file);
      boolean proof = file.toString().endsWith("proof") || file.toString().endsWith("receipt");
      if (!proof && !file.endsWith("checkpoint")) {
        assertThat(holds()).as("%s gone", file).isFalse();
      }
      Files.write(file, sound);
    }
    assertThat(holds()).isTrue();
  }

  @Test
  void anEntryThatIsRemovedReorderedReplayedOrAddedIsDetectedAlsoWhenEveryTileIsMadeAnew()
      throws Exception {
    String signed = Files.readString(folder.resolve("checkpoint"));
    List<byte[]> sound = List.copyOf(log.entries);
    for (int i = 0; i < sound.size() - 1; i++) {
      List<byte[]> removed = new ArrayList<>(sound);
      removed.remove(i);
      List<byte[]> swapped = new ArrayList<>(sound);
      Collections.swap(swapped, i, i + 1);
      List<byte[]> replayed = new ArrayList<>(sound);
      replayed.set(i, sound.get(i + 1));
      List<byte[]> added = new ArrayList<>(sound);
      added.add(i, sound.get(i));
      for (List<byte[]> forged : List.of(removed, swapped, replayed, added)) {
        log.entries.clear();
        log.entries.addAll(forged);
        save();
        Files.writeString(folder.resolve("checkpoint"), signed);
        assertThat(holds()).as("entry %s", i).isFalse();
      }
    }
  }

  @Test
  void aServiceThatSignsAForkIsFoundByAKeptCheckpointAndByTheSegmentsBesideIt() throws Exception {
    String kept = log.checkpoint(log.entries.size());
    log.entries.removeLast();
    save();
    assertThat(LogVerifier.verify(folder, key, List.of(kept)).findings())
        .anyMatch(finding -> finding.contains("there are only"));
    assertThat(LogVerifier.verify(folder, key, List.of()).findings())
        .anyMatch(finding -> finding.contains("is here, but not in the log"));
    log.entries.add(
        "{\"sessionId\":\"session-x\",\"number\":0,\"sha256\":\"00\"}"
            .getBytes(StandardCharsets.UTF_8));
    save();
    assertThat(LogVerifier.verify(folder, key, List.of(kept)).findings())
        .anyMatch(finding -> finding.contains("has the root"))
        .anyMatch(finding -> finding.contains("Session session-x is in the log"));
    log.entries.add(log.entries.getFirst());
    save();
    assertThat(LogVerifier.verify(folder, key, List.of()).findings())
        .anyMatch(finding -> finding.contains("a second time"));
  }

  @Test
  void aLogOfAnotherKeyIsNotBelieved() throws Exception {
    String other = AuditFixture.ed25519().toPublicJWK().toJSONString();
    assertThat(LogVerifier.verify(folder, other, List.of()).holds()).isFalse();
  }

  private boolean holds() {
    try {
      return LogVerifier.verify(folder, key, List.of()).holds();
    } catch (IOException e) {
      return false;
    }
  }

  private List<Path> files(String... below) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String name : below) {
      try (Stream<Path> files = Files.walk(folder.resolve(name))) {
        files.filter(Files::isRegularFile).forEach(all::add);
      }
    }
    return all;
  }

  /** Writes the log as it stands; few entries, so one tile. */
  private void save() {
    int size = log.entries.size();
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    ByteArrayOutputStream tile = new ByteArrayOutputStream();
    for (byte[] entry : log.entries) {
      bundle.write(entry.length >> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
      byte[] leaf = new byte[entry.length + 1];
      System.arraycopy(entry, 0, leaf, 1, entry.length);
      tile.writeBytes(SegmentFormat.sha256(leaf));
    }
    try {
      if (Files.isDirectory(folder.resolve("tile"))) {
        for (Path old : files("tile")) {
          Files.delete(old);
        }
      }
      write("tile/entries/000.p/" + size, bundle.toByteArray());
      write("tile/0/000.p/" + size, tile.toByteArray());
      write("checkpoint", log.checkpoint(size).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(SessionDirectory.parent(file));
    Files.write(file, bytes);
  }
}
