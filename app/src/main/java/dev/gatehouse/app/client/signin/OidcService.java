package dev.gatehouse.app.client.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's sign-in with its own credentials (RFC 6749, section 4.4): a secret, or an assertion
 * signed with its key (RFC 7523). Renewed by asking again; its tokens are held in memory only.
 */
final class OidcService implements ProviderSession {
  private static final Logger LOG = LoggerFactory.getLogger(OidcService.class);
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final Duration DEFAULT_LIFE = Duration.ofMinutes(5);

  private final OIDCProviderMetadata provider;
  private final ServiceCredentials credentials;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private String token = "";
  private Instant renewAt = Instant.MIN;

  OidcService(
      String issuer,
      ServiceCredentials credentials,
      Map<String, String> environment,
      InstantSource clock)
      throws GatehouseException {
    this.provider = OidcProvider.metadata(issuer);
    this.credentials = credentials;
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public synchronized String token() throws GatehouseException {
    if (!clock.instant().isBefore(renewAt)) {
      AccessToken answer = request();
      if (!TokenEndpoint.isSigned(answer.getValue())) {
        throw new GatehouseException(
            Kind.NOT_SIGNED_IN,
            "The identity provider gives this service no token that is a JWT; have it make access"
                + " tokens for the control service.");
      }
      token = answer.getValue();
      Duration life =
          answer.getLifetime() > 0 ? Duration.ofSeconds(answer.getLifetime()) : DEFAULT_LIFE;
      renewAt = clock.instant().plus(life).minus(MARGIN);
    }
    return token;
  }

  /**
   * Asks for a token. An assertion names the issuer as its audience, as the revision of RFC 7523
   * demands (draft-ietf-oauth-rfc7523bis); the token endpoint is tried after it, which providers of
   * before want.
   */
  private AccessToken request() throws GatehouseException {
    String code = "";
    for (String audience :
        List.of(provider.getIssuer().getValue(), provider.getTokenEndpointURI().toString())) {
      TokenResponse answer = send(audience);
      if (answer.indicatesSuccess()) {
        return answer.toSuccessResponse().getTokens().getAccessToken();
      }
      code = String.valueOf(answer.toErrorResponse().getErrorObject().getCode());
      LOG.info("The provider refused the service: {}", code);
      if (credentials.key().isEmpty() || !code.equals("invalid_client")) {
        break;
      }
    }
    throw refused(code);
  }

  private TokenResponse send(String audience) throws GatehouseException {
    TokenRequest.Builder request =
        new TokenRequest.Builder(
            provider.getTokenEndpointURI(), authentication(audience), new ClientCredentialsGrant());
    if (!credentials.scope().isBlank()) {
      request.scope(Scope.parse(credentials.scope()));
    }
    try {
      return TokenResponse.parse(OidcProvider.limited(request.build().toHTTPRequest()).send());
    } catch (IOException e) {
      throw OidcProvider.unreachable(provider.getIssuer().getValue(), e);
    } catch (ParseException e) {
      throw new GatehouseException(
          Kind.FAULT,
          "The identity provider's token endpoint gave an answer that is none; try again later.",
          e);
    }
  }

  private static GatehouseException refused(String code) {
    return new GatehouseException(
        Kind.NOT_SIGNED_IN,
        switch (code) {
          case "invalid_client", "unauthorized_client" ->
              "The identity provider does not take this service's credentials; check the client id,"
                  + " the secret or key, and that the client may use client credentials.";
          case "invalid_scope" ->
              "The identity provider refuses the scope; give the one that is registered with"
                  + " --scope.";
          default -> "The identity provider refused the service's sign-in; check its registration.";
        });
  }

  private ClientAuthentication authentication(String audience) throws GatehouseException {
    ClientID client = new ClientID(credentials.clientId());
    if (credentials.key().isPresent()) {
      return assertion(client, credentials.key().get(), audience);
    }
    Secret secret = new Secret(credentials.secret().orElseThrow().read(environment));
    List<ClientAuthenticationMethod> offered = provider.getTokenEndpointAuthMethods();
    // Basic is what a provider takes that does not say (OpenID Connect Discovery 1.0, section 3).
    boolean basic =
        offered == null || offered.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return basic ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret);
  }

  private ClientAuthentication assertion(
      ClientID client, SecretReference reference, String audience) throws GatehouseException {
    PrivateKeyFile key = PrivateKeyFile.parse(reference.read(environment));
    try {
      return new PrivateKeyJWT(
          new JWTAuthenticationClaimsSet(client, new Audience(audience)),
          key.algorithm(),
          key.key(),
          key.id(),
          /* jcaProvider= */ null);
    } catch (JOSEException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "The service's private key cannot sign; give another one.", e);
    }
  }

  @Override
  public synchronized void forget() {
    token = "";
    renewAt = Instant.MIN;
  }
}
