package dev.gatehouse.control.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.keys.ServiceKeys;
import dev.gatehouse.core.identity.Principal;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes and checks the service's own tokens, bound to the client's key. Thread-safe. */
final class SessionTokens {
  static final Duration LIFE = Duration.ofMinutes(10);
  private static final JOSEObjectType TYPE = new JOSEObjectType("gatehouse-session+jwt");
  private static final int MOST_CHARACTERS = 16 * 1024;

  private final ServiceKeys keys;
  private final Supplier<URI> service;
  private final InstantSource clock;

  SessionTokens(ServiceKeys keys, Supplier<URI> service, InstantSource clock) {
    this.keys = keys;
    this.service = service;
    this.clock = clock;
  }

  /** A token for that person, useless without that key. */
  String issue(Principal principal, String keyThumbprint) {
    Instant now = clock.instant();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(service.get().toString())
            .audience(service.get().toString())
            .subject(principal.subject())
            .claim("idp", principal.issuer())
            .claim("name", principal.name())
            .claim("groups", List.copyOf(principal.groups()))
            .claim("cnf", Map.of("jkt", keyThumbprint))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .jwtID(UUID.randomUUID().toString());
    principal
        .humanBehind()
        .ifPresent(
            human -> claims.claim("human", Map.of("sub", human.subject(), "name", human.name())));
    ECKey key = keys.signing();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
    SignedJWT jwt = new SignedJWT(header, claims.build());
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("The signing key cannot sign.", e);
    }
    return jwt.serialize();
  }

  /**
   * Whose token it is.
   *
   * @throws ProblemException where it does not hold
   */
  Caller verify(String token) {
    if (token.length() > MOST_CHARACTERS) {
      throw invalid();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSHeader header = jwt.getHeader();
      if (!TYPE.equals(header.getType()) || !JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
        throw invalid();
      }
      JWK key = keys.published().getKeyByKeyId(String.valueOf(header.getKeyID()));
      if (!(key instanceof ECKey ec) || !jwt.verify(new ECDSAVerifier(ec))) {
        throw invalid();
      }
      return caller(jwt.getJWTClaimsSet());
    } catch (ParseException | JOSEException e) {
      throw invalid();
    }
  }

  private Caller caller(JWTClaimsSet claims) throws ParseException {
    String self = service.get().toString();
    Date end = claims.getExpirationTime();
    if (!self.equals(claims.getIssuer()) || !claims.getAudience().contains(self) || end == null) {
      throw invalid();
    }
    if (!clock.instant().isBefore(end.toInstant())) {
      throw ProblemException.notSignedIn("The session token has expired; take a new one.");
    }
    Map<String, Object> confirmation = claims.getJSONObjectClaim("cnf");
    if (confirmation == null || !(confirmation.get("jkt") instanceof String thumbprint)) {
      throw invalid();
    }
    Principal principal = principal(claims);
    return new Caller(principal, Role.of(principal.groups()), thumbprint, end.toInstant());
  }

  private static Principal principal(JWTClaimsSet claims) throws ParseException {
    String issuer = required(claims.getStringClaim("idp"));
    Set<String> groups = new HashSet<>();
    List<String> named = claims.getStringListClaim("groups");
    if (named != null) {
      groups.addAll(named);
    }
    Optional<Principal> human = Optional.empty();
    Map<String, Object> behind = claims.getJSONObjectClaim("human");
    if (behind != null) {
      human =
          Optional.of(
              Principal.person(
                  issuer,
                  String.valueOf(behind.get("sub")),
                  String.valueOf(behind.get("name")),
                  Set.of()));
    }
    return new Principal(
        issuer,
        required(claims.getSubject()),
        required(claims.getStringClaim("name")),
        groups,
        human);
  }

  private static String required(String claim) {
    if (claim == null) {
      throw invalid();
    }
    return claim;
  }

  private static ProblemException invalid() {
    return ProblemException.notSignedIn("The session token does not hold here; sign in again.");
  }
}
