package dev.gatehouse.core.grant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** Makes the signed form of a grant (RFC 7519, bound to a key by RFC 7800). */
public final class GrantToken {
  /** The token's {@code typ}, so that no other token of the service can stand in for it. */
  public static final JOSEObjectType TYPE = new JOSEObjectType("gatehouse-grant+jwt");

  /** The longest life of a token; it is renewed at half of it. */
  public static final Duration MAX_LIFE = Duration.ofMinutes(10);

  private GrantToken() {}

  /**
   * Signs a grant for a client's key, for at most {@link #MAX_LIFE} and never past the grant's end.
   *
   * @param grant an active grant
   * @param issuer the control service's own URL
   * @param jkt thumbprint of the client's key (RFC 7638, base64url)
   * @param now the present, in which the grant must hold
   * @param key the service's P-256 key, with its {@code kid}
   * @throws IllegalArgumentException where the grant does not hold now or the key cannot sign
   */
  public static String sign(Grant grant, String issuer, String jkt, Instant now, ECKey key) {
    if (!now.isBefore(grant.end())) {
      throw new IllegalArgumentException("A grant that has ended is not signed.");
    }
    Instant expires = now.plus(MAX_LIFE);
    Date expiry = Date.from(expires.isBefore(grant.end()) ? expires : grant.end());
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(grant.beneficiary().subject())
            .issueTime(Date.from(now))
            .expirationTime(expiry)
            .claim("cnf", Map.of("jkt", jkt))
            .claim("grant", GrantClaim.write(grant))
            .build();
    SignedJWT jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalArgumentException("The key cannot sign with ES256.", e);
    }
    return jwt.serialize();
  }
}
