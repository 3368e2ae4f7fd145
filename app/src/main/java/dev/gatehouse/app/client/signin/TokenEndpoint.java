package dev.gatehouse.app.client.signin;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The provider's token endpoint (RFC 6749, section 3.2) as this client uses it. */
final class TokenEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);

  /** Assumed where the provider does not say. */
  private static final Duration DEFAULT_LIFE = Duration.ofMinutes(5);

  private final OidcProvider provider;
  private final InstantSource clock;

  TokenEndpoint(OidcProvider provider, InstantSource clock) {
    this.provider = provider;
    this.clock = clock;
  }

  /**
   * Redeems a code or a refresh token.
   *
   * @throws GatehouseException of kind {@code NOT_SIGNED_IN} where the provider refuses it
   */
  OIDCTokens request(AuthorizationGrant grant) throws GatehouseException {
    TokenResponse response = send(grant, Map.of());
    if (response instanceof OIDCTokenResponse success) {
      return success.getOIDCTokens();
    }
    LOG.info(
        "The provider refused the tokens: {}",
        response.indicatesSuccess()
            ? "no ID token"
            : response.toErrorResponse().getErrorObject().getCode());
    throw OidcIdentityProvider.notSignedIn(null);
  }

  /** Sends a token request; any answer that is one. */
  TokenResponse send(AuthorizationGrant grant, Map<String, String> parameters)
      throws GatehouseException {
    URI endpoint = provider.metadata().getTokenEndpointURI();
    ClientAuthentication authentication = provider.authentication();
    TokenRequest.Builder request =
        authentication == null
            ? new TokenRequest.Builder(endpoint, provider.client(), grant)
            : new TokenRequest.Builder(endpoint, authentication, grant);
    parameters.forEach(request::customParameter);
    try {
      return OIDCTokenResponseParser.parse(
          OidcProvider.limited(request.build().toHTTPRequest()).send());
    } catch (IOException e) {
      throw OidcProvider.unreachable(provider.metadata().getIssuer().getValue(), e);
    } catch (ParseException e) {
      throw new GatehouseException(
          Kind.FAULT,
          "The identity provider's token endpoint gave an answer that is none; try again later.",
          e);
    }
  }

  /**
   * What is kept of an answer. The control service needs a JWT; where the access token is none
   * (Google, some Okta servers), it is the ID token.
   *
   * @param before what was kept: its refresh token and its ID token stay where no new ones came
   */
  StoredTokens stored(OIDCTokens tokens, @Nullable StoredTokens before) throws GatehouseException {
    RefreshToken next = tokens.getRefreshToken();
    String refresh = next != null ? next.getValue() : before == null ? null : before.refresh();
    String client = provider.client().getValue();
    String proof =
        tokens.getIDTokenString() != null
            ? tokens.getIDTokenString()
            : before == null ? null : before.idToken();
    Instant now = clock.instant();
    String access = tokens.getAccessToken().getValue();
    if (isSigned(access)) {
      long seconds = tokens.getAccessToken().getLifetime();
      Duration life = seconds > 0 ? Duration.ofSeconds(seconds) : DEFAULT_LIFE;
      return new StoredTokens(access, now.plus(life), refresh, client, proof);
    }
    JWT idToken = tokens.getIDToken();
    if (idToken == null) {
      throw OidcIdentityProvider.notSignedIn(null);
    }
    return new StoredTokens(idToken.serialize(), expiry(idToken, now), refresh, client, proof);
  }

  static boolean isSigned(String token) {
    try {
      return JWTParser.parse(token) instanceof SignedJWT;
    } catch (java.text.ParseException e) {
      return false;
    }
  }

  private static Instant expiry(JWT idToken, Instant now) {
    try {
      Date end = idToken.getJWTClaimsSet().getExpirationTime();
      return end == null ? now : end.toInstant();
    } catch (java.text.ParseException e) {
      return now;
    }
  }
}
