package dev.gatehouse.control.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.control.http.ProblemException;
import java.net.URI;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;

/** Checks proofs of possession as RFC 9449, section 4.3, lists it. Thread-safe. */
final class DpopProofs {
  private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
  private static final int MOST_CHARACTERS = 4 * 1024;
  private static final int MOST_JTI = 128;
  static final Duration WINDOW = Duration.ofSeconds(60);

  private final InstantSource clock;
  private final SharedMemory replays;

  DpopProofs(InstantSource clock, SharedMemory replays) {
    this.clock = clock;
    this.replays = replays;
  }

  /**
   * Checks a proof and uses it up.
   *
   * @param proof the header's value
   * @param method the request's method
   * @param target the request's address as clients know it, without query
   * @param accessToken the token shown beside it; empty where none is bound to the key yet
   * @return the thumbprint of the key that signed it (RFC 7638)
   * @throws ProblemException where anything does not hold
   */
  String verify(String proof, String method, URI target, Optional<String> accessToken) {
    if (proof.length() > MOST_CHARACTERS) {
      throw refused("is too long");
    }
    try {
      SignedJWT jwt = SignedJWT.parse(proof);
      ECKey key = key(jwt.getHeader());
      if (!jwt.verify(new ECDSAVerifier(key))) {
        throw refused("is not signed by the key that it names");
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      checkTarget(claims, method, target);
      Instant issuedAt = checkTime(claims);
      checkToken(claims, accessToken);
      String thumbprint = key.computeThumbprint().toString();
      useUp(claims, thumbprint, issuedAt);
      return thumbprint;
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw refused("cannot be read");
    }
  }

  private static ECKey key(JWSHeader header) {
    if (!TYPE.equals(header.getType())) {
      throw refused("is not of type dpop+jwt");
    }
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
      throw refused("is not signed with ES256");
    }
    if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
      throw refused("demands extensions that are not known here");
    }
    if (!(header.getJWK() instanceof ECKey key) || !Curve.P_256.equals(key.getCurve())) {
      throw refused("does not hold a P-256 key");
    }
    if (key.isPrivate()) {
      throw refused("gives away its private key; make a new key");
    }
    return key;
  }

  private static void checkTarget(JWTClaimsSet claims, String method, URI target)
      throws ParseException {
    if (!method.equals(claims.getStringClaim("htm"))) {
      throw refused("was made for another method");
    }
    String named = claims.getStringClaim("htu");
    if (named == null || !normal(URI.create(named)).equals(normal(target))) {
      throw refused("was made for another address");
    }
  }

  /** Scheme-based normalisation without query and fragment (RFC 9449, section 4.3, item 9). */
  private static String normal(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return scheme + "://" + host + ":" + port + path;
  }

  private Instant checkTime(JWTClaimsSet claims) {
    Date issuedAt = claims.getIssueTime();
    if (issuedAt == null) {
      throw refused("does not say when it was made");
    }
    Duration age = Duration.between(issuedAt.toInstant(), clock.instant());
    if (age.abs().compareTo(WINDOW) > 0) {
      throw ProblemException.notSignedIn(
          "The DPoP proof is not of this minute; set this computer's clock and try again.");
    }
    return issuedAt.toInstant();
  }

  private static void checkToken(JWTClaimsSet claims, Optional<String> accessToken)
      throws ParseException {
    if (accessToken.isEmpty()) {
      return;
    }
    String named = claims.getStringClaim("ath");
    byte[] expected = Hashes.sha256Base64Url(accessToken.get()).getBytes(Hashes.ASCII);
    if (named == null || !MessageDigest.isEqual(expected, named.getBytes(Hashes.ASCII))) {
      throw refused("was made for another token");
    }
  }

  private void useUp(JWTClaimsSet claims, String thumbprint, Instant issuedAt) {
    String id = claims.getJWTID();
    if (id == null || id.isEmpty() || id.length() > MOST_JTI) {
      throw refused("has no identifier of its own");
    }
    String use = Hashes.sha256Base64Url(thumbprint + " " + id);
    if (!replays.firstUse(use, issuedAt.plus(WINDOW).plusSeconds(1))) {
      throw refused("was used before");
    }
  }

  private static ProblemException refused(String why) {
    return ProblemException.notSignedIn("The DPoP proof " + why + "; send a fresh one.");
  }
}
