package dev.gatehouse.app.client.signin;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a sign-in at the provider: the refresh token is revoked (RFC 7009), and the provider's
 * own session is ended (OpenID Connect RP-Initiated Logout 1.0). Never fails: what cannot be told
 * to the provider ends by itself, and nothing is left here.
 */
final class SignOut {
  private static final Logger LOG = LoggerFactory.getLogger(SignOut.class);
  private final OidcProvider provider;

  SignOut(OidcProvider provider) {
    this.provider = provider;
  }

  /** Asks the provider to revoke a refresh token. */
  void revoke(String refreshToken) {
    URI endpoint = provider.metadata().getRevocationEndpointURI();
    if (endpoint == null) {
      return;
    }
    RefreshToken token = new RefreshToken(refreshToken);
    ClientAuthentication authentication = provider.authentication();
    TokenRevocationRequest request =
        authentication == null
            ? new TokenRevocationRequest(endpoint, provider.client(), token)
            : new TokenRevocationRequest(endpoint, authentication, token);
    tell("revocation", request.toHTTPRequest());
  }

  /**
   * Ends the provider's session by its ID token, sent in a body: an address with a token in it
   * would lie in the browser's history and in the list of processes.
   */
  void endSession(String idToken) {
    URI endpoint = provider.metadata().getEndSessionEndpointURI();
    if (endpoint == null) {
      return;
    }
    try {
      HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, endpoint);
      request.setEntityContentType(
          com.nimbusds.common.contenttype.ContentType.APPLICATION_URLENCODED);
      request.setBody(
          new LogoutRequest(
                  endpoint, JWTParser.parse(idToken), null, provider.client(), null, null, null)
              .toQueryString());
      tell("end of the session", request);
    } catch (ParseException e) {
      LOG.info("The kept ID token is none");
    }
  }

  /** The page where the browser's session ends; the provider asks there. */
  Optional<URI> page() {
    URI endpoint = provider.metadata().getEndSessionEndpointURI();
    return endpoint == null
        ? Optional.empty()
        : Optional.of(
            new LogoutRequest(endpoint, null, null, provider.client(), null, null, null).toURI());
  }

  private static void tell(String what, HTTPRequest request) {
    try {
      int status = OidcProvider.limited(request).send().getStatusCode();
      LOG.info("The {} was answered with {}", what, status);
    } catch (IOException e) {
      LOG.info("The {} was not told to the provider: {}", what, e.getClass().getSimpleName());
    }
  }
}
