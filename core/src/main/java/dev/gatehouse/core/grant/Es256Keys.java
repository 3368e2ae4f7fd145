package dev.gatehouse.core.grant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.util.Optional;

/**
 * ES256 only, by a published P-256 key that the header names; a key inside a token never counts.
 */
final class Es256Keys {
  private Es256Keys() {}

  static boolean verifies(JWSObject object, JWKSet keys) throws JOSEException {
    return verifies(object.getHeader(), object.getSigningInput(), object.getSignature(), keys);
  }

  static boolean verifies(JWSHeader header, byte[] input, Base64URL signature, JWKSet keys)
      throws JOSEException {
    Optional<ECKey> key = key(header, keys);
    return key.isPresent()
        && new ECDSAVerifier(key.get().toPublicJWK()).verify(header, input, signature);
  }

  private static Optional<ECKey> key(JWSHeader header, JWKSet keys) {
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || header.getKeyID() == null) {
      return Optional.empty();
    }
    JWK key = keys.getKeyByKeyId(header.getKeyID());
    return key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())
        ? Optional.of(ec)
        : Optional.empty();
  }
}
