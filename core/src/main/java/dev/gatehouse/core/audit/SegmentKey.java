package dev.gatehouse.core.audit;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The AES-256 key of one segment: made for it, wrapped for the service, forgotten at its end. */
final class SegmentKey {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key = new byte[32];
  private final String wrapped;

  /** How a segment's key is wrapped for the service. */
  @FunctionalInterface
  interface Wrapping {
    /** The wrapped key as a compact JWE. */
    String wrap(byte[] key);
  }

  /** A fresh key. */
  SegmentKey(Wrapping wrapping) {
    RANDOM.nextBytes(key);
    wrapped = wrapping.wrap(key.clone());
  }

  /** By ECDH-ES+A256KW (RFC 7518 section 4.6) for the session's sealing key. */
  static Wrapping wrappingFor(ECKey sealingKey) {
    return key -> wrap(key, sealingKey);
  }

  private static String wrap(byte[] key, ECKey sealingKey) {
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
            .keyID(sealingKey.getKeyID())
            .build();
    JWEObject wrapping = new JWEObject(header, new Payload(key));
    try {
      wrapping.encrypt(new ECDHEncrypter(sealingKey.toPublicJWK()));
    } catch (JOSEException e) {
      throw new IllegalStateException("The service's sealing key does not wrap keys.", e);
    }
    return wrapping.serialize();
  }

  /** The wrapped key as a compact JWE. */
  String wrapped() {
    return wrapped;
  }

  byte[] seal(byte[] plain, String sessionId, long segment, long record) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(128, SegmentFormat.nonce(record)));
      cipher.updateAAD(SegmentFormat.associatedData(sessionId, segment, record));
      return cipher.doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM.", e);
    }
  }

  void forget() {
    Arrays.fill(key, (byte) 0);
  }
}
