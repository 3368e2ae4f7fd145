package dev.gatehouse.core.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/**
 * The bytes of a segment, as docs/audit-format.md fixes them: a magic, then frames. A frame is the
 * body's length and a CRC32C (32 bits each, big endian), a type, the SHA-256 of the bytes before it
 * in the chain, and the body.
 */
final class SegmentFormat {
  static final byte[] MAGIC = "GHAUDIT1".getBytes(StandardCharsets.US_ASCII);
  static final int OVERHEAD = 4 + 4 + 1 + 32;
  static final int MAX_BODY = 32 << 20;
  static final String CHECKPOINT_CONTEXT = "gatehouse audit checkpoint v1\n";

  static final byte HEADER = 1;
  static final byte RECORD = 2;
  static final byte CHECKPOINT = 3;
  static final byte SEAL = 4;

  private SegmentFormat() {}

  static byte[] frame(byte type, byte[] previous, byte[] body) {
    ByteBuffer frame = ByteBuffer.allocate(OVERHEAD + body.length);
    frame.putInt(body.length).putInt(0).put(type).put(previous).put(body);
    frame.putInt(4, crc(frame.array(), 0, body.length));
    return frame.array();
  }

  /** CRC32C of the frame at {@code start}, over everything in it but the CRC itself. */
  static int crc(byte[] bytes, int start, int bodyLength) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, start, 4);
    crc.update(bytes, start + 8, OVERHEAD - 8 + bodyLength);
    return (int) crc.getValue();
  }

  /** What GCM authenticates beside a record: the place where it belongs. */
  static byte[] associatedData(String sessionId, long segment, long record) {
    return ("gatehouse audit record v1\n" + sessionId + "\n" + segment + "\n" + record)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The 96-bit nonce of a record: its number within the segment, whose key is used only here. */
  static byte[] nonce(long record) {
    return ByteBuffer.allocate(12).putLong(4, record).array();
  }

  static byte[] sha256(byte[] bytes) {
    return newSha256().digest(bytes);
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
