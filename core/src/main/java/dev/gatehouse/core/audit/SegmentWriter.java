package dev.gatehouse.core.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a session's segments, one thread, no threads of its own. After an exception it must not be
 * used again: what is on the disk is then for the recovery to judge.
 */
final class SegmentWriter {
  private final SegmentFiles files;
  private final SessionDirectory directory;
  private final String sessionId;
  private final SegmentKey.Wrapping wrapping;
  private final DeviceSigner signer;
  private final SpoolLimits limits;
  private final InstantSource clock;
  private final DiskGuard guard;

  private long number;
  private byte[] previousSegment;
  private @Nullable OpenSegment open;

  /**
   * @param number the first segment to write
   * @param previousSegment SHA-256 of the segment before it; 32 zeros where there is none
   */
  SegmentWriter(
      SegmentFiles files,
      SessionDirectory directory,
      SpoolConfig config,
      SegmentKey.Wrapping wrapping,
      DiskGuard guard,
      long number,
      byte[] previousSegment) {
    this.files = files;
    this.directory = directory;
    this.sessionId = config.sessionId();
    this.wrapping = wrapping;
    this.signer = DeviceSigner.of(config.deviceKey());
    this.limits = config.limits();
    this.clock = config.clock();
    this.guard = guard;
    this.number = number;
    this.previousSegment = previousSegment.clone();
  }

  /** Writes records together; durable when it returns. */
  void commit(List<byte[]> records) throws IOException {
    OpenSegment segment = openSegment();
    for (byte[] record : records) {
      segment.record(record);
    }
    if (segment.unsigned >= limits.checkpointRecords()) {
      segment.checkpoint();
    }
    segment.flush();
  }

  /** What falls due by size or age: a checkpoint, a seal. Returns whether a segment was sealed. */
  boolean maintain() throws IOException {
    OpenSegment segment = open;
    if (segment == null) {
      return false;
    }
    if (segment.size() >= limits.segmentBytes() || segment.olderThan(limits.segmentAge())) {
      seal(segment, false);
      return true;
    }
    if (segment.unsigned > 0 && segment.uncoveredFor(limits.checkpointAge())) {
      segment.checkpoint();
      segment.flush();
    }
    return false;
  }

  /**
   * Seals what is open, so that it can be uploaded at once.
   *
   * @return the number of the last sealed segment; -1 where nothing was ever written
   */
  long sealNow() throws IOException {
    OpenSegment segment = open;
    if (segment != null) {
      seal(segment, false);
    }
    return number - 1;
  }

  /** Seals the last segment as the session's end. Returns how many segments there are. */
  long end() throws IOException {
    seal(openSegment(), true);
    return number;
  }

  /** Lets go of the file without sealing it. */
  void abandon() throws IOException {
    OpenSegment segment = open;
    open = null;
    if (segment != null) {
      segment.key.forget();
      segment.file.close();
    }
  }

  private OpenSegment openSegment() throws IOException {
    OpenSegment segment = open;
    if (segment == null) {
      segment = new OpenSegment();
      open = segment;
    }
    return segment;
  }

  private void seal(OpenSegment segment, boolean last) throws IOException {
    segment.seal(last);
    segment.flush();
    segment.key.forget();
    open = null;
    segment.file.close();
    files.rename(directory.open(number), directory.sealed(number));
    files.syncDirectory(directory.path());
    previousSegment = segment.whole.digest();
    number++;
  }

  /** The segment that is being written. */
  private final class OpenSegment {
    private final SegmentFiles.OpenFile file;
    private final SegmentKey key = new SegmentKey(wrapping);
    private final MessageDigest whole = SegmentFormat.newSha256();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Instant openedAt = clock.instant();
    private Instant firstUnsignedAt = openedAt;
    private byte[] head = previousSegment;
    private long written;
    private long records;
    private int unsigned;
    private boolean named;

    OpenSegment() throws IOException {
      file = create();
      pending.writeBytes(SegmentFormat.MAGIC);
      whole.update(SegmentFormat.MAGIC);
      frame(
          SegmentFormat.HEADER,
          SessionState.bytes(
              Map.of(
                  "key",
                  key.wrapped(),
                  "openedAt",
                  openedAt.toString(),
                  "segment",
                  number,
                  "session",
                  sessionId,
                  "version",
                  1)));
    }

    private SegmentFiles.OpenFile create() throws IOException {
      try {
        return files.create(directory.open(number));
      } catch (IOException e) {
        if (!guard.giveUpReserve()) {
          throw e;
        }
        return files.create(directory.open(number));
      }
    }

    void record(byte[] plain) {
      if (unsigned == 0) {
        firstUnsignedAt = clock.instant();
      }
      frame(SegmentFormat.RECORD, key.seal(plain, sessionId, number, records));
      records++;
      unsigned++;
    }

    void checkpoint() {
      sign(SegmentFormat.CHECKPOINT, false);
      unsigned = 0;
    }

    void seal(boolean last) {
      sign(SegmentFormat.SEAL, last);
    }

    private void sign(byte type, boolean last) {
      byte[] statement =
          SessionState.bytes(
              Map.of(
                  "at", clock.instant().toString(),
                  "head", HexFormat.of().formatHex(head),
                  "last", last,
                  "records", records,
                  "segment", number,
                  "session", sessionId));
      ByteArrayOutputStream signed = new ByteArrayOutputStream();
      signed.writeBytes(SegmentFormat.CHECKPOINT_CONTEXT.getBytes(StandardCharsets.US_ASCII));
      signed.writeBytes(statement);
      byte[] signature = signer.sign(signed.toByteArray());
      byte[] body = new byte[signature.length + statement.length];
      System.arraycopy(signature, 0, body, 0, signature.length);
      System.arraycopy(statement, 0, body, signature.length, statement.length);
      frame(type, body);
    }

    private void frame(byte type, byte[] body) {
      byte[] frame = SegmentFormat.frame(type, head, body);
      head = SegmentFormat.sha256(frame);
      whole.update(frame);
      pending.writeBytes(frame);
    }

    /** Writes and forces what is pending; a failed write is tried once more over the reserve. */
    void flush() throws IOException {
      byte[] bytes = pending.toByteArray();
      pending.reset();
      try {
        file.write(written, bytes);
      } catch (IOException e) {
        if (!guard.giveUpReserve()) {
          throw e;
        }
        file.write(written, bytes);
      }
      // A failed force may have dropped the pages it failed on, so it is never tried again.
      file.force();
      written += bytes.length;
      if (!named) {
        files.syncDirectory(directory.path());
        named = true;
      }
      if (!files.exists(directory.open(number))) {
        throw new IOException("The open segment is no longer in its directory.");
      }
    }

    long size() {
      return written + pending.size();
    }

    boolean olderThan(Duration age) {
      return passed(openedAt, age);
    }

    boolean uncoveredFor(Duration age) {
      return passed(firstUnsignedAt, age);
    }

    /** A clock that was set back counts as time passed: rather a seal too early than none. */
    private boolean passed(Instant since, Duration age) {
      Instant now = clock.instant();
      return now.isBefore(since) || !now.isBefore(since.plus(age));
    }
  }
}
