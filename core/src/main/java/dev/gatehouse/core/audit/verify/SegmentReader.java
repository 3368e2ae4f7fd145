package dev.gatehouse.core.audit.verify;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads one segment frame by frame, as docs/audit-format.md describes it, and trusts nothing. */
final class SegmentReader {
  private static final byte[] MAGIC = "GHAUDIT1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHECKPOINT_CONTEXT =
      "gatehouse audit checkpoint v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FRAME_HEAD = 41;
  private static final int SIGNATURE = 64;

  private final byte[] bytes;
  private final PublicKeys device;
  private final long expectedNumber;
  private final List<SegmentInspection.SealedRecord> records = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private String sessionId = "";
  private long number = -1;
  private String wrappedKey = "";
  private String previous = "";
  private long signedRecords;
  private boolean sealed;
  private boolean last;
  private String head = "";

  private SegmentReader(byte[] bytes, PublicKeys device, long expectedNumber) {
    this.bytes = bytes;
    this.device = device;
    this.expectedNumber = expectedNumber;
  }

  static SegmentInspection read(byte[] bytes, PublicKeys device, long expectedNumber) {
    SegmentReader reader = new SegmentReader(bytes, device, expectedNumber);
    reader.readAll();
    return new SegmentInspection(
        reader.sessionId,
        reader.number,
        reader.wrappedKey,
        reader.previous,
        Hashes.sha256(bytes),
        reader.records,
        reader.signedRecords,
        reader.sealed,
        reader.last,
        reader.findings);
  }

  private void readAll() {
    if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      findings.add(
          Finding.of(
              Finding.Kind.NOT_A_SEGMENT,
              expectedNumber,
              "Segment " + expectedNumber + " does not begin as a segment does."));
      return;
    }
    int position = MAGIC.length;
    while (position < bytes.length) {
      int length = frameLength(position);
      if (length < 0 || !readFrame(position, length)) {
        return;
      }
      head = Hashes.sha256(Arrays.copyOfRange(bytes, position, position + length));
      position += length;
    }
    if (number < 0) {
      findings.add(
          Finding.of(
              Finding.Kind.NOT_A_SEGMENT,
              expectedNumber,
              "Segment " + expectedNumber + " has no header."));
    } else if (!sealed) {
      findings.add(
          Finding.of(
              Finding.Kind.NOT_SEALED,
              expectedNumber,
              "Segment "
                  + expectedNumber
                  + " ends without its seal, so its writer died or still writes."));
    }
  }

  /** The whole length of the frame at that position; -1, with a finding, where it is damaged. */
  private int frameLength(int position) {
    if (bytes.length - position >= FRAME_HEAD) {
      int body = ByteBuffer.wrap(bytes).getInt(position);
      if (body >= 0 && body <= bytes.length - position - FRAME_HEAD) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, position, 4);
        crc.update(bytes, position + 8, FRAME_HEAD - 8 + body);
        if ((int) crc.getValue() == ByteBuffer.wrap(bytes).getInt(position + 4)) {
          return FRAME_HEAD + body;
        }
      }
    }
    wrong(Finding.Kind.FRAME_DAMAGED, position, "the bytes are damaged or cut off");
    return -1;
  }

  private boolean readFrame(int position, int length) {
    if (sealed) {
      wrong(Finding.Kind.TOO_MANY, position, "bytes follow the seal");
      return false;
    }
    byte[] body = Arrays.copyOfRange(bytes, position + FRAME_HEAD, position + length);
    String names = HexFormat.of().formatHex(bytes, position + 9, position + FRAME_HEAD);
    byte type = bytes[position + 8];
    if ((position == MAGIC.length) != (type == 1)) {
      wrong(Finding.Kind.NOT_A_SEGMENT, position, "a header is missing or in the wrong place");
      return false;
    }
    if (type == 1) {
      previous = names;
      return readHeader(position, body);
    }
    if (!names.equals(head)) {
      findings.add(
          finding(
                  Finding.Kind.CHAIN_BROKEN,
                  position,
                  "the chain names another hash for the bytes before it")
              .hashes(names, head));
      return false;
    }
    return switch (type) {
      case 2 -> records.add(new SegmentInspection.SealedRecord(records.size(), position, body));
      case 3 -> readCheckpoint(position, body, false);
      case 4 -> readCheckpoint(position, body, true);
      default -> {
        wrong(Finding.Kind.NOT_A_SEGMENT, position, "a frame has an unknown type");
        yield false;
      }
    };
  }

  private boolean readHeader(int position, byte[] body) {
    Map<String, Object> header = json(body);
    if (header == null
        || !(header.get("session") instanceof String session)
        || !(header.get("segment") instanceof Number segment)
        || !(header.get("key") instanceof String key)
        || !Long.valueOf(1).equals(header.get("version"))) {
      wrong(Finding.Kind.NOT_A_SEGMENT, position, "the header cannot be read");
      return false;
    }
    sessionId = session;
    number = segment.longValue();
    wrappedKey = key;
    if (number != expectedNumber) {
      wrong(Finding.Kind.MISPLACED, position, "its header says segment " + number);
    }
    return true;
  }

  /** A signature (64 bytes), then the statement that it signs, as JSON. */
  private boolean readCheckpoint(int position, byte[] body, boolean seal) {
    if (body.length <= SIGNATURE) {
      wrong(Finding.Kind.SIGNATURE_WRONG, position, "a checkpoint is too short");
      return false;
    }
    byte[] statement = Arrays.copyOfRange(body, SIGNATURE, body.length);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(CHECKPOINT_CONTEXT);
    message.writeBytes(statement);
    if (!device.signed(message.toByteArray(), Arrays.copyOf(body, SIGNATURE))) {
      wrong(Finding.Kind.SIGNATURE_WRONG, position, "the device's key did not sign it");
      return false;
    }
    Map<String, Object> says = json(statement);
    if (says == null
        || !sessionId.equals(says.get("session"))
        || !Long.valueOf(number).equals(says.get("segment"))
        || !Long.valueOf(records.size()).equals(says.get("records"))
        || !(says.get("last") instanceof Boolean saysLast)
        || (saysLast && !seal)) {
      wrong(Finding.Kind.SIGNATURE_WRONG, position, "a checkpoint speaks of another place");
      return false;
    }
    if (!head.equals(says.get("head"))) {
      findings.add(
          finding(
                  Finding.Kind.SIGNATURE_WRONG,
                  position,
                  "the signed hash is not that of the bytes before it")
              .hashes(String.valueOf(says.get("head")), head));
      return false;
    }
    signedRecords = records.size();
    sealed = seal;
    last = saysLast;
    return true;
  }

  private void wrong(Finding.Kind kind, int position, String what) {
    findings.add(finding(kind, position, what));
  }

  private Finding finding(Finding.Kind kind, int position, String what) {
    return Finding.at(
        kind,
        expectedNumber,
        records.size(),
        position,
        "Segment "
            + expectedNumber
            + ", record "
            + records.size()
            + ", byte "
            + position
            + ": "
            + what
            + ".");
  }

  static @Nullable Map<String, Object> json(byte[] text) {
    try {
      return JSONObjectUtils.parse(new String(text, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      return null;
    }
  }
}
