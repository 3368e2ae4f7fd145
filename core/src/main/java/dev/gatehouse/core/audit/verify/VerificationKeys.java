package dev.gatehouse.core.audit.verify;

import java.util.Objects;
import java.util.Optional;

/**
 * What a verification trusts.
 *
 * @param deviceKey the public key of the device that recorded, as a JWK
 * @param receiptKey the service's public Ed25519 key as a JWK, where receipts are to be checked
 * @param segmentKeys where records are to be opened too
 */
public record VerificationKeys(
    String deviceKey, Optional<String> receiptKey, Optional<SegmentKeys> segmentKeys) {
  public VerificationKeys {
    Objects.requireNonNull(deviceKey);
    Objects.requireNonNull(receiptKey);
    Objects.requireNonNull(segmentKeys);
  }

  /** Signatures of the device only; nothing is opened. */
  public static VerificationKeys device(String deviceKey) {
    return new VerificationKeys(deviceKey, Optional.empty(), Optional.empty());
  }
}
