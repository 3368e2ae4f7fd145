package dev.gatehouse.control.log;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Signs checkpoints: a C2SP checkpoint in a C2SP signed note. Ed25519 signatures have no chance in
 * them, so one state of the log always has the same note. Safe for use by many threads.
 */
final class CheckpointSigner {
  private static final byte ED25519 = 1;

  private final String origin;
  private final PrivateKey key;
  private final byte[] keyId;

  /**
   * @param key a private Ed25519 JWK
   * @throws IllegalArgumentException where it is another key
   */
  CheckpointSigner(JWK key) {
    if (!(key instanceof OctetKeyPair pair)
        || !Curve.Ed25519.equals(pair.getCurve())
        || !pair.isPrivate()) {
      throw new IllegalArgumentException("The log's key must be a private Ed25519 key.");
    }
    byte[] encoded = pair.getDecodedX();
    // A name that stays for as long as the key does, whatever address the service is reached by.
    this.origin = "gatehouse-log/" + HexFormat.of().formatHex(digest(encoded), 0, 8);
    byte[] name = (origin + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] named = Arrays.copyOf(name, name.length + 1 + encoded.length);
    named[name.length] = ED25519;
    System.arraycopy(encoded, 0, named, name.length + 1, encoded.length);
    this.keyId = Arrays.copyOf(digest(named), 4);
    try {
      this.key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The log's key cannot be read.", e);
    }
  }

  String origin() {
    return origin;
  }

  /** The signed note over that state of the log. */
  String checkpoint(long size, byte[] root) {
    String text = origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] signed = Arrays.copyOf(keyId, 4 + 64);
      System.arraycopy(signature.sign(), 0, signed, 4, 64);
      return text + "\n\u2014 " + origin + " " + Base64.getEncoder().encodeToString(signed) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The log's key does not sign.", e);
    }
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
