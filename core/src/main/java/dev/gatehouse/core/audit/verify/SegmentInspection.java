package dev.gatehouse.core.audit.verify;

import java.util.List;

/**
 * What one segment says of itself, and whether it is sound within itself.
 *
 * @param sessionId the session that its header names; empty where there is no readable header
 * @param number the number that its header names; -1 where there is none
 * @param wrappedKey the segment's key, wrapped for the service, as a compact JWE
 * @param previous SHA-256 in hex of the segment before it, as it names it
 * @param sha256 SHA-256 in hex of all of its bytes
 * @param records the sealed records, in order
 * @param signedRecords how many of them a signed checkpoint covers
 * @param sealed whether it ends with a signed seal
 * @param last whether that seal says that the session ends here
 * @param findings what is wrong with it
 */
public record SegmentInspection(
    String sessionId,
    long number,
    String wrappedKey,
    String previous,
    String sha256,
    List<SealedRecord> records,
    long signedRecords,
    boolean sealed,
    boolean last,
    List<Finding> findings) {
  public SegmentInspection {
    records = List.copyOf(records);
    findings = List.copyOf(findings);
  }

  /** Whether nothing in it speaks of tampering. */
  public boolean sound() {
    return findings.stream().noneMatch(finding -> finding.kind().tampering());
  }

  /**
   * A record that is not opened.
   *
   * @param number 0-based within the segment
   * @param position offset of its frame
   * @param sealed ciphertext and tag; not copied, not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record SealedRecord(long number, long position, byte[] sealed) {}
}
