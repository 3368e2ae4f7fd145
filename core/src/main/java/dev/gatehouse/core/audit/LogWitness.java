package dev.gatehouse.core.audit;

/** What a client remembers of the service's log. Safe for use by many threads. */
@FunctionalInterface
public interface LogWitness {
  /**
   * Checks that an acknowledged segment is in the log, and that the log still begins with all that
   * was seen of it before; then remembers how it stands.
   *
   * @param logKey the public Ed25519 key that signs the log's checkpoints, as a JWK
   * @param manifest the entry that stands for the segment: its receipt's signed payload
   * @param proof a C2SP tlog-proof
   * @throws SegmentTransportException where any of it does not hold; the segment must not be
   *     deleted
   */
  void check(String logKey, byte[] manifest, String proof) throws SegmentTransportException;
}
