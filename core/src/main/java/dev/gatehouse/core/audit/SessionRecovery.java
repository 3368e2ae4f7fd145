package dev.gatehouse.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * Puts one session's directory in order; the caller holds its lock. What was durable stays and
 * becomes sealed segments; a torn tail, which nobody was told is durable, is cut; anything damaged
 * beyond that is kept in quarantine. A second run changes nothing.
 */
final class SessionRecovery {
  private final SegmentFiles files;
  private final SessionDirectory directory;
  private final List<String> findings = new ArrayList<>();
  private boolean changed;
  private boolean closed;

  SessionRecovery(SegmentFiles files, SessionDirectory directory) {
    this.files = files;
    this.directory = directory;
  }

  /**
   * Where the session's record stands.
   *
   * @param next the number of the segment that would follow
   * @param previousSegment SHA-256 of the last one; 32 zeros where there is none
   * @param closed whether the last segment's seal is the session's end
   * @param findings one sentence for each damage
   */
  record Tail(long next, byte[] previousSegment, boolean closed, List<String> findings) {}

  Tail recover() throws IOException {
    for (String name : files.list(directory.path())) {
      if (name.endsWith(SessionDirectory.TEMPORARY)) {
        files.delete(directory.path().resolve(name));
        changed = true;
      }
    }
    files.delete(directory.reserve());
    for (long number : directory.numbers(files, "seg")) {
      checkSealed(number);
    }
    for (long number : directory.numbers(files, "open")) {
      sealOpen(number);
    }
    if (changed) {
      files.syncDirectory(directory.path());
    }
    OptionalLong highest = directory.highest(files);
    long next = highest.isPresent() ? highest.getAsLong() + 1 : 0;
    return new Tail(next, hashOf(next - 1), closed, List.copyOf(findings));
  }

  private void checkSealed(long number) throws IOException {
    byte[] bytes = files.read(directory.sealed(number));
    FrameScan scan = FrameScan.of(bytes);
    closed = scan.last();
    // One that an earlier recovery cut has no seal, but is whole to its last byte.
    if (scan.wholeBytes() != bytes.length || bytes.length == 0) {
      quarantine(directory.sealed(number), bytes);
      files.delete(directory.sealed(number));
      closed = false;
      findings.add(
          "Segment "
              + number
              + " of the record was damaged on this disk after byte "
              + scan.wholeBytes()
              + "; it is kept in quarantine.");
    }
  }

  private void sealOpen(long number) throws IOException {
    Path open = directory.open(number);
    changed = true;
    if (files.exists(directory.sealed(number)) || files.exists(directory.receipt(number))) {
      files.delete(open); // An earlier recovery died between its two steps.
      return;
    }
    byte[] bytes = files.read(open);
    FrameScan scan = FrameScan.of(bytes);
    if (scan.framesAfter()) {
      quarantine(open, bytes);
      findings.add(
          "The open segment "
              + number
              + " of the record was damaged on this disk at byte "
              + scan.wholeBytes()
              + "; a copy is kept in quarantine.");
    }
    if (scan.records() > 0 || scan.sealed()) {
      // Written anew: after a failed force, what can be read here may not be on the disk.
      files.replace(directory.sealed(number), Arrays.copyOf(bytes, scan.wholeBytes()));
      closed = scan.last();
    }
    // Without a record nothing in it was acknowledged: that follows the first record.
    files.delete(open);
  }

  private void quarantine(Path file, byte[] bytes) throws IOException {
    files.createDirectories(directory.quarantine());
    String digest = HexFormat.of().formatHex(SegmentFormat.sha256(bytes)).substring(0, 16);
    files.replace(directory.quarantine().resolve(file.getFileName() + "." + digest), bytes);
    changed = true;
  }

  private byte[] hashOf(long number) throws IOException {
    byte[] zeros = new byte[32];
    if (number < 0) {
      return zeros;
    }
    if (files.exists(directory.sealed(number))) {
      return SegmentFormat.sha256(files.read(directory.sealed(number)));
    }
    if (files.exists(directory.receipt(number))) {
      String digest =
          SessionState.read(files, directory.receipt(number), SegmentReceipt.class).sha256();
      return Arrays.copyOf(HexFormat.of().parseHex(digest), 32);
    }
    return zeros; // Quarantined: the gap is for the verifier and the reviewer to see.
  }
}
