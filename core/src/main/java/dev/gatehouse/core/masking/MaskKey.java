package dev.gatehouse.core.masking;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the {@code hash} mask, one for each grant: equal values look equal within the grant,
 * and mean nothing outside it. Immutable; never printed.
 */
public final class MaskKey {
  private static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private MaskKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("A mask key has " + BYTES + " bytes.");
    }
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** From 32 bytes that are secret and random. */
  public static MaskKey of(byte[] bytes) {
    return new MaskKey(bytes);
  }

  /** A fresh one. */
  public static MaskKey random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new MaskKey(bytes);
  }

  /** The key of a grant, from a longer-lived secret: the same for all of the grant's sessions. */
  public static MaskKey derive(byte[] secret, String grantId) {
    Mac mac = mac(new SecretKeySpec(secret, ALGORITHM));
    return new MaskKey(
        mac.doFinal(("gatehouse mask key\n" + grantId).getBytes(StandardCharsets.UTF_8)));
  }

  /** HMAC-SHA256 (RFC 2104) under this key, for one thread. */
  Mac mac() {
    return mac(key);
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has " + ALGORITHM + ".", e);
    }
  }

  @Override
  public String toString() {
    return "MaskKey[secret]";
  }
}
