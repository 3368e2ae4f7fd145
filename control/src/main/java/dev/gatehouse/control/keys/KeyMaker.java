package dev.gatehouse.control.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;

/** Makes a first set of keys. */
final class KeyMaker {
  static final String STORAGE = "storage";
  static final String MASK = "mask";
  private static final int ED25519_BYTES = 32;

  private KeyMaker() {}

  static JWKSet make() {
    try {
      JWK signing =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
      return new JWKSet(List.of(signing, receipt(), secret(STORAGE), secret(MASK)));
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime cannot make P-256 and Ed25519 keys.", e);
    }
  }

  private static JWK secret(String id) throws JOSEException {
    return new OctetSequenceKeyGenerator(256).keyID(id).generate();
  }

  /** The JDK makes the pair; the last 32 bytes of both encodings are the keys (RFC 8410). */
  private static JWK receipt() throws GeneralSecurityException, JOSEException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    return new OctetKeyPair.Builder(Curve.Ed25519, lastBytes(pair.getPublic().getEncoded()))
        .d(lastBytes(pair.getPrivate().getEncoded()))
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.EdDSA)
        .keyIDFromThumbprint()
        .build();
  }

  private static Base64URL lastBytes(byte[] encoded) {
    return Base64URL.encode(
        Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
  }
}
