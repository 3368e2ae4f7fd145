package dev.gatehouse.core.grant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** A policy's signature: a detached JWS over its exact bytes (RFC 7515, appendix F), ES256. */
public final class PolicySignature {
  private static final JOSEObjectType TYPE = new JOSEObjectType("gatehouse-policy+jws");

  private PolicySignature() {}

  /**
   * Signs a policy's bytes.
   *
   * @param key the service's P-256 key, with its {@code kid}
   * @throws IllegalArgumentException where the key cannot sign
   */
  public static String sign(byte[] policy, ECKey key) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
    try {
      Base64URL signature =
          new ECDSASigner(key).sign(header, signingInput(header.toBase64URL(), policy));
      return header.toBase64URL() + ".." + signature;
    } catch (JOSEException e) {
      throw new IllegalArgumentException("The key cannot sign with ES256.", e);
    }
  }

  /** Whether one of the keys signed exactly these bytes as a policy. */
  public static boolean verifies(String signature, byte[] policy, JWKSet keys) {
    String[] parts = signature.split("\\.", -1);
    if (parts.length != 3 || !parts[1].isEmpty() || signature.length() > 4_000) {
      return false;
    }
    try {
      Base64URL encodedHeader = new Base64URL(parts[0]);
      JWSHeader header = JWSHeader.parse(encodedHeader);
      return TYPE.equals(header.getType())
          && Es256Keys.verifies(
              header, signingInput(encodedHeader, policy), new Base64URL(parts[2]), keys);
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] signingInput(Base64URL header, byte[] policy) {
    return (header + "." + Base64URL.encode(policy)).getBytes(StandardCharsets.US_ASCII);
  }
}
