package dev.gatehouse.core.grant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Verifies grant tokens without a network. Whatever is missing, unknown or contradicting rejects.
 * Safe for use by many threads.
 */
public final class GrantVerifier {
  /** How far clocks may differ. */
  public static final Duration SKEW = Duration.ofSeconds(30);

  private static final int MAX_LENGTH = 100_000;

  private final String issuer;

  /**
   * @param issuer the control service whose grants count
   */
  public GrantVerifier(String issuer) {
    this.issuer = Objects.requireNonNull(issuer);
  }

  /**
   * Verifies one token.
   *
   * @param jwt the token
   * @param keys the service's published keys
   * @param jkt thumbprint of this client's key
   * @param now the present
   */
  public GrantVerification verify(String jwt, JWKSet keys, String jkt, Instant now) {
    if (jwt.length() > MAX_LENGTH) {
      return rejected("is too long");
    }
    try {
      SignedJWT token = SignedJWT.parse(jwt);
      if (!GrantToken.TYPE.equals(token.getHeader().getType())) {
        return rejected("is of another kind");
      }
      if (!Es256Keys.verifies(token, keys)) {
        return rejected("is not signed by this control service");
      }
      return claims(token.getJWTClaimsSet(), jkt, now);
    } catch (ParseException | JOSEException | IllegalArgumentException | DateTimeException e) {
      return rejected("cannot be read");
    }
  }

  private GrantVerification claims(JWTClaimsSet claims, String jkt, Instant now)
      throws ParseException {
    Date issuedAt = claims.getIssueTime();
    Date expiresAt = claims.getExpirationTime();
    if (!issuer.equals(claims.getIssuer())) {
      return rejected("comes from another control service");
    }
    if (!isBoundTo(claims, jkt)) {
      return rejected("belongs to another device");
    }
    if (issuedAt == null || expiresAt == null) {
      return rejected("does not say when it is valid");
    }
    Instant issued = issuedAt.toInstant();
    Instant expires = expiresAt.toInstant();
    if (Duration.between(issued, expires).compareTo(GrantToken.MAX_LIFE) > 0) {
      return rejected("is valid for too long");
    }
    if (issued.isAfter(now.plus(SKEW))) {
      return rejected("is from the future; check this machine's clock");
    }
    Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null && notBefore.toInstant().isAfter(now.plus(SKEW))) {
      return rejected("is not valid yet; check this machine's clock");
    }
    if (!now.isBefore(expires)) {
      return new GrantVerification.Rejected(
          "Your access has ended; ask for access again to go on.");
    }
    Grant grant = GrantClaim.read(Objects.requireNonNullElse(claims.getClaim("grant"), ""));
    return grant(grant, claims, expires, now);
  }

  private static GrantVerification grant(
      Grant grant, JWTClaimsSet claims, Instant expires, Instant now) {
    if (!grant.beneficiary().subject().equals(claims.getSubject())) {
      return rejected("names two people");
    }
    if (expires.isAfter(grant.end())) {
      return rejected("outlives its grant");
    }
    if (grant.start().isAfter(now.plus(SKEW)) || !now.isBefore(grant.end())) {
      return rejected("is of a grant that does not hold now");
    }
    return new GrantVerification.Verified(grant, expires);
  }

  private static boolean isBoundTo(JWTClaimsSet claims, String jkt) throws ParseException {
    Map<String, Object> confirmation = claims.getJSONObjectClaim("cnf");
    Optional<String> bound =
        Optional.ofNullable(confirmation)
            .map(cnf -> cnf.get("jkt"))
            .filter(String.class::isInstance)
            .map(String.class::cast);
    return bound.isPresent()
        && MessageDigest.isEqual(
            bound.get().getBytes(StandardCharsets.UTF_8), jkt.getBytes(StandardCharsets.UTF_8));
  }

  private static GrantVerification rejected(String why) {
    return new GrantVerification.Rejected("The grant's token " + why + "; ask for a new one.");
  }
}
