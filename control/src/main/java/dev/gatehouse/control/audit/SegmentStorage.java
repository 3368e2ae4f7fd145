package dev.gatehouse.control.audit;

import java.io.IOException;
import java.util.Optional;

/** Where the sealed bytes of segments are kept. Safe for use by many threads. */
public interface SegmentStorage {
  /**
   * Stores a segment; durable when it returns. Storing again replaces what is there, as one step:
   * whoever calls has made sure that the bytes may.
   */
  void write(String sessionId, long number, byte[] bytes) throws IOException;

  /** The stored bytes; empty where there are none. */
  Optional<byte[]> read(String sessionId, long number) throws IOException;

  /** Keeps what says whose recording it is beside its segments. */
  void writeDescription(String sessionId, String json) throws IOException;

  /** Keeps a receipt beside its segment, so that the folder can be verified by itself. */
  void writeReceipt(String sessionId, long number, String receiptJson) throws IOException;
}
