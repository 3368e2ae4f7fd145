package dev.gatehouse.core.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a segment into its frames and puts frames together, as somebody who tampers would. */
final class Surgery {
  private Surgery() {}

  static List<Integer> frames(byte[] segment) {
    List<Integer> frames = new ArrayList<>();
    for (int at = 8; at < segment.length; at += length(segment, at)) {
      frames.add(at);
    }
    return frames;
  }

  static int length(byte[] segment, int at) {
    return SegmentFormat.OVERHEAD + ByteBuffer.wrap(segment).getInt(at);
  }

  static List<byte[]> split(byte[] segment) {
    List<byte[]> all = new ArrayList<>();
    for (int at : frames(segment)) {
      all.add(Arrays.copyOfRange(segment, at, at + length(segment, at)));
    }
    return all;
  }

  static byte[] join(List<byte[]> frames) {
    ByteBuffer joined =
        ByteBuffer.allocate(8 + frames.stream().mapToInt(frame -> frame.length).sum());
    joined.put(SegmentFormat.MAGIC);
    frames.forEach(joined::put);
    return joined.array();
  }

  /** The same bodies with every hash of the chain made to fit; only the signatures stay. */
  static byte[] relinked(List<byte[]> frames) {
    List<byte[]> linked = new ArrayList<>();
    byte[] head = Arrays.copyOfRange(frames.getFirst(), 9, 41);
    for (byte[] frame : frames) {
      byte[] body = Arrays.copyOfRange(frame, SegmentFormat.OVERHEAD, frame.length);
      byte[] fitting = SegmentFormat.frame(frame[8], head, body);
      head = SegmentFormat.sha256(fitting);
      linked.add(fitting);
    }
    return join(linked);
  }

  static void fitCrc(byte[] segment, int at) {
    ByteBuffer buffer = ByteBuffer.wrap(segment);
    buffer.putInt(at + 4, SegmentFormat.crc(segment, at, buffer.getInt(at)));
  }
}
