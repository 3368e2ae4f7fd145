package dev.gatehouse.core.audit;

import java.util.Objects;

/**
 * The control service's word that it has a segment.
 *
 * @param sessionId the session
 * @param number the segment's number, from 0
 * @param sha256 hex digest of the stored bytes
 * @param receivedAt ISO-8601 instant
 * @param signature compact JWS (EdDSA) over the other fields as canonical JSON
 */
public record SegmentReceipt(
    String sessionId, long number, String sha256, String receivedAt, String signature) {
  public SegmentReceipt {
    Objects.requireNonNull(sessionId);
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(receivedAt);
    Objects.requireNonNull(signature);
  }
}
