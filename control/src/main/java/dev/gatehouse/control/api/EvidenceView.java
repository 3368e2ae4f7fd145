package dev.gatehouse.control.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/sessions/{id}/evidence}: what verifies a recording's sealed segments without the
 * service. Asking for it is itself recorded.
 *
 * @param sessionId the session
 * @param deviceKey the recording device's public key, as a JWK
 * @param receiptKey the public key that signs receipts, as a JWK
 * @param segments how many segments the session's client says there are; null until it said so
 * @param stored the segments that the service took in, in order
 */
public record EvidenceView(
    String sessionId,
    String deviceKey,
    String receiptKey,
    @Nullable Long segments,
    List<StoredSegment> stored) {

  /**
   * A segment that the service took in.
   *
   * @param number from 0
   * @param receipt its {@link Receipt}, as the JSON that was handed out
   * @param proof that it is in the log, as in {@link Acknowledgement}
   */
  public record StoredSegment(long number, String receipt, String proof) {}
}
