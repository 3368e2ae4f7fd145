package dev.gatehouse.core.audit;

import com.nimbusds.jose.jwk.JWK;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a session's spool needs.
 *
 * @param root the directory that holds a directory a session; made where it is missing
 * @param sessionId the session ticket's id
 * @param sealingKey the ticket's public P-256 key as a JWK; segment keys are wrapped for it
 * @param receiptKey the ticket's public Ed25519 key as a JWK; it signs receipts
 * @param deviceKey the device's private key, P-256 or Ed25519; it signs checkpoints and is not kept
 *     on the disk
 * @param clock the time of day
 * @param limits sizes and ages
 */
public record SpoolConfig(
    Path root,
    String sessionId,
    String sealingKey,
    String receiptKey,
    JWK deviceKey,
    InstantSource clock,
    SpoolLimits limits) {
  @Override
  public String toString() {
    return "SpoolConfig[" + sessionId + "]";
  }
}
