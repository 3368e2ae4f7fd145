package dev.gatehouse.core.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How far a segment's bytes are whole, for the recovery. It reads no content.
 *
 * @param wholeBytes length of the longest prefix of whole, linked frames; 0 without a header
 * @param records how many records the prefix holds
 * @param sealed whether the prefix ends with a seal
 * @param last whether that seal is the session's end
 * @param framesAfter whether a whole frame stands somewhere after the prefix: then the damage is
 *     more than a torn tail
 */
record FrameScan(int wholeBytes, long records, boolean sealed, boolean last, boolean framesAfter) {

  static FrameScan of(byte[] bytes) {
    int magic = SegmentFormat.MAGIC.length;
    if (bytes.length < magic || !Arrays.equals(SegmentFormat.MAGIC, 0, magic, bytes, 0, magic)) {
      return new FrameScan(0, 0, false, false, frameIn(bytes, 0));
    }
    int position = magic;
    long records = 0;
    byte type = 0;
    byte[] head = new byte[0];
    boolean last = false;
    while (type != SegmentFormat.SEAL && isFrame(bytes, position)) {
      byte next = bytes[position + 8];
      boolean header = position == magic;
      if (header != (next == SegmentFormat.HEADER)
          || (!header && !Arrays.equals(head, 0, 32, bytes, position + 9, position + 41))) {
        break;
      }
      int end = position + length(bytes, position);
      head = SegmentFormat.sha256(Arrays.copyOfRange(bytes, position, end));
      type = next;
      records += type == SegmentFormat.RECORD ? 1 : 0;
      last = type == SegmentFormat.SEAL && saysLast(bytes, position, end);
      position = end;
    }
    if (position == magic) {
      return new FrameScan(0, 0, false, false, frameIn(bytes, magic));
    }
    return new FrameScan(
        position, records, type == SegmentFormat.SEAL, last, frameIn(bytes, position));
  }

  private static boolean saysLast(byte[] bytes, int start, int end) {
    String body =
        new String(
            bytes,
            start + SegmentFormat.OVERHEAD,
            end - start - SegmentFormat.OVERHEAD,
            StandardCharsets.ISO_8859_1);
    return body.contains("\"last\":true");
  }

  private static boolean frameIn(byte[] bytes, int from) {
    for (int i = from; i + SegmentFormat.OVERHEAD <= bytes.length; i++) {
      if (isFrame(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFrame(byte[] bytes, int at) {
    if (at + SegmentFormat.OVERHEAD > bytes.length) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, at, bytes.length - at);
    int body = buffer.getInt();
    byte type = bytes[at + 8];
    return body >= 0
        && type >= SegmentFormat.HEADER
        && type <= SegmentFormat.SEAL
        && body <= bytes.length - at - SegmentFormat.OVERHEAD
        && buffer.getInt() == SegmentFormat.crc(bytes, at, body);
  }

  private static int length(byte[] bytes, int at) {
    return SegmentFormat.OVERHEAD + ByteBuffer.wrap(bytes, at, 4).getInt();
  }
}
