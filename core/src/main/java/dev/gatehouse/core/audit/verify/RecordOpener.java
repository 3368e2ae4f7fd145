package dev.gatehouse.core.audit.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Opens sealed records: AES-256-GCM, the nonce is the record's number within its segment. */
final class RecordOpener {
  private RecordOpener() {}

  /** The record's bytes; empty where the key or the place is not the one it was sealed for. */
  static Optional<byte[]> open(
      byte[] key, String sessionId, long segment, SegmentInspection.SealedRecord record) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(record.number()).array();
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      String place =
          String.join(
              "\n",
              "gatehouse audit record v1",
              sessionId,
              Long.toString(segment),
              Long.toString(record.number()));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return Optional.of(cipher.doFinal(record.sealed()));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
