package dev.gatehouse.core.audit.verify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import java.util.Optional;

/** Where the keys of segments come from. */
@FunctionalInterface
public interface SegmentKeys {
  /**
   * The AES-256 key of a segment; empty where it has been destroyed or cannot be had.
   *
   * @param wrappedKey the key as the segment's header carries it, a compact JWE
   */
  Optional<byte[]> keyOf(String sessionId, long segment, String wrappedKey);

  /**
   * Unwraps the header's key with the session's private sealing key (ECDH-ES+A256KW).
   *
   * @param privateKey a P-256 JWK with its private part
   * @throws IllegalArgumentException where it is no such key
   */
  static SegmentKeys unwrapping(String privateKey) {
    ECDHDecrypter decrypter;
    try {
      decrypter = new ECDHDecrypter(ECKey.parse(privateKey));
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException("The private sealing key cannot be read.", e);
    }
    return (sessionId, segment, wrappedKey) -> {
      try {
        JWEObject wrapped = JWEObject.parse(wrappedKey);
        if (!JWEAlgorithm.ECDH_ES_A256KW.equals(wrapped.getHeader().getAlgorithm())) {
          return Optional.empty();
        }
        wrapped.decrypt(decrypter);
        byte[] key = wrapped.getPayload().toBytes();
        return key.length == 32 ? Optional.of(key) : Optional.empty();
      } catch (ParseException | JOSEException e) {
        return Optional.empty();
      }
    };
  }
}
