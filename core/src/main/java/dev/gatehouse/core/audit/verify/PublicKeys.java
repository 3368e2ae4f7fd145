package dev.gatehouse.core.audit.verify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;

/** A public key that checks signatures: ES256 on P-256 or EdDSA on Ed25519. */
final class PublicKeys {
  private final PublicKey key;
  private final String algorithm;
  private final byte[] encoded;

  private PublicKeys(PublicKey key, String algorithm, byte[] encoded) {
    this.key = key;
    this.algorithm = algorithm;
    this.encoded = encoded;
  }

  /**
   * @throws IllegalArgumentException where the text is no JWK of either kind
   */
  static PublicKeys of(String jwk) {
    try {
      JWK parsed = JWK.parse(jwk);
      if (parsed instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())) {
        return new PublicKeys(ec.toECPublicKey(), "SHA256withECDSAinP1363Format", new byte[0]);
      }
      if (parsed instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve())) {
        return new PublicKeys(ed25519(pair.getDecodedX()), "Ed25519", pair.getDecodedX());
      }
    } catch (ParseException | JOSEException | GeneralSecurityException e) {
      throw new IllegalArgumentException("The public key cannot be read.", e);
    }
    throw new IllegalArgumentException("The public key must be on P-256 or Ed25519.");
  }

  boolean edwards() {
    return algorithm.equals("Ed25519");
  }

  /** An Ed25519 key's 32 bytes (RFC 8032); none for another kind of key. */
  byte[] encoded() {
    return encoded.clone();
  }

  boolean signed(byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance(algorithm);
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (SignatureException e) {
      return false; // Not even the shape of a signature.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform lacks " + algorithm + ".", e);
    }
  }

  /** RFC 8032 section 5.1.2: the point's y, little-endian; the top bit is the parity of x. */
  private static PublicKey ed25519(byte[] x) throws GeneralSecurityException {
    if (x.length != 32) {
      throw new GeneralSecurityException("An Ed25519 key has 32 bytes.");
    }
    byte[] y = new byte[32];
    for (int i = 0; i < 32; i++) {
      y[31 - i] = x[i];
    }
    boolean odd = y[0] < 0;
    y[0] = (byte) (y[0] & 0x7f);
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y))));
  }
}
