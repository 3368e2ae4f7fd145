package dev.gatehouse.core.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * Signs with the device's private key: ES256 (raw r and s, as in RFC 7518 section 3.4) for P-256,
 * EdDSA (RFC 8037) for Ed25519.
 */
final class DeviceSigner {
  private final PrivateKey key;
  private final String algorithm;

  private DeviceSigner(PrivateKey key, String algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  /**
   * @throws IllegalArgumentException for a key that is public, or of another kind
   */
  static DeviceSigner of(JWK key) {
    try {
      if (key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve()) && ec.isPrivate()) {
        return new DeviceSigner(ec.toECPrivateKey(), "SHA256withECDSAinP1363Format");
      }
      if (key instanceof OctetKeyPair pair
          && Curve.Ed25519.equals(pair.getCurve())
          && pair.isPrivate()) {
        return new DeviceSigner(ed25519(pair), "Ed25519");
      }
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalArgumentException("The device's key cannot be read.", e);
    }
    throw new IllegalArgumentException(
        "The device's key must be a private key on P-256 or Ed25519.");
  }

  byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The device's key does not sign.", e);
    }
  }

  private static PrivateKey ed25519(OctetKeyPair pair) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD()));
  }
}
