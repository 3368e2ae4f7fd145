package dev.gatehouse.app.demo.idp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Signs the provider's tokens with a key that lives as long as the process (ES256). */
final class Tokens {
  static final Duration LIFE = Duration.ofMinutes(5);

  private final String issuer;
  private final InstantSource clock;
  private final ECKey key;

  Tokens(String issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
    try {
      this.key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("This JDK makes no P-256 keys.", e);
    }
  }

  /** The public key, as a JWK set. */
  String jwks() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /** An access token for the control service (RFC 9068). */
  String access(SignInFamily family) {
    return sign(
        "at+jwt",
        claims(family, DemoIdentityProvider.AUDIENCE)
            .claim("client_id", DemoIdentityProvider.CLIENT_ID)
            .claim("scope", family.request().scope())
            .jwtID(Codes.random()));
  }

  /** An ID token for the client (OpenID Connect Core, section 2). */
  String id(SignInFamily family) {
    JWTClaimsSet.Builder claims = claims(family, DemoIdentityProvider.CLIENT_ID);
    if (!family.request().nonce().isEmpty()) {
      claims.claim("nonce", family.request().nonce());
    }
    return sign("JWT", claims);
  }

  /** The claims of an access token of ours that holds now. */
  Optional<JWTClaimsSet> verifiedAccess(String token) {
    return verified(token)
        .filter(claims -> claims.getAudience().equals(List.of(DemoIdentityProvider.AUDIENCE)))
        .filter(claims -> claims.getExpirationTime().toInstant().isAfter(clock.instant()));
  }

  /** The claims of any token of ours, also of one that is over. */
  Optional<JWTClaimsSet> verified(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      boolean ours =
          JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
              && jwt.verify(new ECDSAVerifier(key.toPublicJWK()));
      return ours ? Optional.of(jwt.getJWTClaimsSet()) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  private JWTClaimsSet.Builder claims(SignInFamily family, String audience) {
    Instant now = clock.instant();
    DemoAccount account = family.account();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(account.subject())
        .audience(audience)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFE)))
        .claim("sid", family.id())
        .claim("name", account.displayName())
        .claim("email", account.email())
        .claim("preferred_username", account.id())
        .claim("groups", List.of(account.group()));
  }

  private String sign(String type, JWTClaimsSet.Builder claims) {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(key.getKeyID())
                .build(),
            claims.build());
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("A token could not be signed.", e);
    }
    return jwt.serialize();
  }
}
