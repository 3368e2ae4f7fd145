package dev.gatehouse.control.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.gatehouse.control.config.IdentityConfig;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.core.identity.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the provider's tokens: algorithm, signature, issuer, audience, times. Thread-safe. */
final class ProviderTokens {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderTokens.class);
  private static final int MOST_CHARACTERS = 16 * 1024;
  private static final int SKEW_SECONDS = 30;
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256);

  private final IdentityConfig config;
  private final ProviderKeys keys;
  private final PrincipalMapper mapper;
  private final SharedMemory memory;
  private final DefaultJWTClaimsVerifier<SecurityContext> claims;

  ProviderTokens(
      IdentityConfig config, ProviderKeys keys, SharedMemory memory, InstantSource clock) {
    this.config = config;
    this.keys = keys;
    this.memory = memory;
    this.mapper = new PrincipalMapper(config);
    JWTClaimsSet exact = new JWTClaimsSet.Builder().issuer(config.issuer().toString()).build();
    this.claims =
        new DefaultJWTClaimsVerifier<>(config.audiences(), exact, Set.of("sub", "exp"), Set.of()) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claims.setMaxClockSkew(SKEW_SECONDS);
  }

  /**
   * Who the token is of. It belongs to the first key that shows it, on whatever replica: from then
   * on a copy of it is worth nothing with another key.
   *
   * @param thumbprint of the key that signed the request's proof
   * @throws ProblemException where it does not hold; the sentence names what does not
   */
  Principal verify(String token, String thumbprint) {
    if (token.length() > MOST_CHARACTERS) {
      throw ProblemException.notSignedIn(
          "The identity provider's token is longer than 16 KiB; have it name fewer groups.");
    }
    SignedJWT jwt = parse(token);
    if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
      throw ProblemException.notSignedIn(
          "The identity provider's token is not signed with RS256, ES256 or PS256.");
    }
    try {
      JWTClaimsSet held = processor().process(jwt, null);
      Principal principal = mapper.map(held);
      bind(jwt, held, thumbprint);
      return principal;
    } catch (BadJWTException e) {
      throw ProblemException.notSignedIn(reason(e));
    } catch (RateLimitReachedException e) {
      LOG.info("A provider token names an unknown key; the provider was asked a moment ago");
      throw unavailable();
    } catch (KeySourceException | IOException e) {
      LOG.warn("The provider's keys cannot be had: {}", e.toString());
      throw unavailable();
    } catch (BadJOSEException | JOSEException e) {
      throw ProblemException.notSignedIn(
          "The token's signature is not the identity provider's; sign in again.");
    }
  }

  /**
   * By what was signed: an ECDSA signature has several forms, and none of them is another token.
   */
  private void bind(SignedJWT jwt, JWTClaimsSet held, String thumbprint) {
    String signed = new String(jwt.getSigningInput(), StandardCharsets.US_ASCII);
    Instant until = held.getExpirationTime().toInstant().plusSeconds(SKEW_SECONDS);
    String first = memory.firstKey(Hashes.sha256Base64Url(signed), thumbprint, until);
    if (!first.equals(thumbprint)) {
      LOG.warn("A provider token was shown with a second key; it may have been copied");
      throw ProblemException.notSignedIn(
          "The identity provider's token was used by another device already; sign in again.");
    }
  }

  private ProblemException unavailable() {
    return ProblemException.unavailable(
        "The identity provider " + config.issuer() + " does not answer; try again shortly.");
  }

  private static SignedJWT parse(String token) {
    try {
      return SignedJWT.parse(token);
    } catch (ParseException e) {
      throw ProblemException.notSignedIn(
          "The token is not a signed JWT of the identity provider; sign in again.");
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), noType()));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys.source()));
    processor.setJWTClaimsSetVerifier(claims);
    return processor;
  }

  /** Many providers leave {@code typ} out; the verifier takes null for that. */
  @SuppressWarnings("NullAway")
  private static JOSEObjectType noType() {
    return null;
  }

  private static String reason(BadJWTException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Expired")) {
      return "The identity provider's token has expired; sign in again.";
    }
    if (message.contains("before")) {
      return "The identity provider's token does not hold yet; check this computer's clock.";
    }
    if (message.contains("aud claim")) {
      return "The identity provider's token was made for another application, not for Gatehouse.";
    }
    if (message.contains("iss claim")) {
      return "The token is of another identity provider.";
    }
    return "The identity provider's token lacks what Gatehouse needs; sign in again.";
  }
}
