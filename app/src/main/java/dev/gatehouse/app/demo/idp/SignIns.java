package dev.gatehouse.app.demo.idp;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Sign-ins on their way: page shown, account chosen, code exchanged, tokens renewed. Each word
 * along the way serves once. Safe for use by many threads.
 */
final class SignIns {
  private final Codes<AuthorizationRequest> pages;
  private final Codes<SignInFamily> codes;
  private final Codes<SignInFamily> refreshTokens;

  /**
   * What an exchange or a renewal gives.
   *
   * @param family the sign-in
   * @param refreshToken for the next renewal
   */
  record Renewal(SignInFamily family, String refreshToken) {}

  SignIns(InstantSource clock) {
    this.pages = new Codes<>(clock, Duration.ofMinutes(10));
    this.codes = new Codes<>(clock, Duration.ofSeconds(60));
    this.refreshTokens = new Codes<>(clock, Duration.ofHours(8));
  }

  /** A word for the login page of that request. */
  String open(AuthorizationRequest request) throws OAuthError {
    return pages.issue(request);
  }

  /** The request behind a page; it serves one choice. */
  Optional<AuthorizationRequest> choose(String page) {
    return pages.take(page);
  }

  /** A code for the person who chose that account. */
  String code(AuthorizationRequest request, DemoAccount account) throws OAuthError {
    return codes.issue(new SignInFamily(account, request));
  }

  /** Exchanges a code (RFC 6749, section 4.1.3; RFC 7636, section 4.6). */
  Renewal exchange(String code, String redirect, String verifier) throws OAuthError {
    SignInFamily family = once(codes, code);
    boolean sameRedirect = family.request().redirect().equals(URI.create(redirect));
    if (!sameRedirect || !proves(verifier, family.request().challenge())) {
      throw new OAuthError("invalid_grant", "The code was issued to another request.");
    }
    return new Renewal(family, refreshTokens.issue(family));
  }

  /** Renews; the token given is over, the next one is in the answer (RFC 9700, section 4.14.2). */
  Renewal refresh(String refreshToken) throws OAuthError {
    SignInFamily family = once(refreshTokens, refreshToken);
    return new Renewal(family, refreshTokens.issue(family));
  }

  /** Ends the sign-in that a refresh token belongs to; an unknown one is fine (RFC 7009). */
  void revoke(String refreshToken) {
    refreshTokens.find(refreshToken).ifPresent(SignInFamily::end);
  }

  /** Ends the sign-in of that {@code sid}. */
  void end(String sid) {
    refreshTokens.forEach(family -> family.id().equals(sid), SignInFamily::end);
  }

  /** Whether the sign-in of that {@code sid} was ended. */
  boolean ended(String sid) {
    return refreshTokens.any(family -> family.id().equals(sid) && family.ended());
  }

  private static SignInFamily once(Codes<SignInFamily> words, String word) throws OAuthError {
    words.taken(word).ifPresent(SignInFamily::end);
    return words
        .take(word)
        .filter(family -> !family.ended())
        .orElseThrow(
            () -> new OAuthError("invalid_grant", "The code or refresh token is over; sign in."));
  }

  private static boolean proves(String verifier, String challenge) {
    if (!verifier.matches("[A-Za-z0-9._~-]{43,128}")) {
      return false;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      String computed = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      return MessageDigest.isEqual(
          computed.getBytes(StandardCharsets.US_ASCII),
          challenge.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256.", e);
    }
  }
}
