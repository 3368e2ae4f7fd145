package dev.gatehouse.app.client.signin;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.gatehouse.app.client.control.ControlAddress;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0), with every address checked to be
 * TLS or loopback. Immutable.
 *
 * @param metadata as discovered
 * @param client this client's id
 * @param authentication how the client proves who it is; null for a public client
 */
record OidcProvider(
    OIDCProviderMetadata metadata, ClientID client, @Nullable ClientAuthentication authentication) {
  static final int CONNECT_MILLIS = 5_000;
  static final int READ_MILLIS = 10_000;
  private static final int MOST_JWKS_BYTES = 1 << 18;

  /** Asymmetric algorithms only: a public client shares no secret with the provider. */
  private static final Set<JWSAlgorithm> TRUSTED =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  /**
   * Asks the provider; its issuer must be exactly the one that was asked for.
   *
   * @param secret what some providers call the secret of a client that cannot keep one; may be
   *     empty
   */
  static OidcProvider discover(String issuer, String clientId, String secret)
      throws GatehouseException {
    ClientID client = new ClientID(clientId);
    return new OidcProvider(
        metadata(issuer),
        client,
        secret.isEmpty() ? null : new ClientSecretPost(client, new Secret(secret)));
  }

  /** What the provider says of itself, with its addresses checked. */
  static OIDCProviderMetadata metadata(String issuer) throws GatehouseException {
    ControlAddress.requireProtected(URI.create(issuer), "The identity provider");
    OIDCProviderMetadata metadata;
    try {
      metadata = OIDCProviderMetadata.resolve(new Issuer(issuer), CONNECT_MILLIS, READ_MILLIS);
    } catch (IOException e) {
      throw unreachable(issuer, e);
    } catch (GeneralException e) {
      throw new GatehouseException(
          Kind.FAULT,
          "The identity provider "
              + issuer
              + " does not describe itself as OpenID Connect asks; tell whoever runs the control"
              + " service.",
          e);
    }
    for (URI endpoint : endpoints(metadata)) {
      ControlAddress.requireProtected(endpoint, "The identity provider's endpoint");
    }
    return metadata;
  }

  /** Checks an ID token's signature, issuer, audience, times and nonce. */
  IDTokenValidator idTokenValidator() throws GatehouseException {
    Set<JWSAlgorithm> algorithms = new HashSet<>(TRUSTED);
    List<JWSAlgorithm> offered = metadata.getIDTokenJWSAlgs();
    if (offered != null) {
      algorithms.retainAll(offered);
    }
    try {
      var keys =
          JWKSourceBuilder.<SecurityContext>create(
                  metadata.getJWKSetURI().toURL(),
                  new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_JWKS_BYTES))
              .build();
      return new IDTokenValidator(
          metadata.getIssuer(), client, new JWSVerificationKeySelector<>(algorithms, keys), null);
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new GatehouseException(
          Kind.FAULT,
          "The identity provider "
              + metadata.getIssuer()
              + " signs its tokens in no way that Gatehouse trusts; tell whoever runs the control"
              + " service.",
          e);
    }
  }

  /** The endpoint, where the provider has one. */
  static URI offered(@Nullable URI endpoint, String issuer, String what) throws GatehouseException {
    if (endpoint == null) {
      throw new GatehouseException(
          Kind.NOT_SIGNED_IN,
          "The identity provider " + issuer + " offers no sign-in " + what + "; use another one.");
    }
    return endpoint;
  }

  /** Sends a request to the provider with this client's limits and without redirects. */
  static HTTPRequest limited(HTTPRequest request) {
    request.setConnectTimeout(CONNECT_MILLIS);
    request.setReadTimeout(READ_MILLIS);
    request.setFollowRedirects(false);
    return request;
  }

  static GatehouseException unreachable(String issuer, IOException cause) {
    return new GatehouseException(
        Kind.CONTROL_UNREACHABLE,
        "The identity provider " + issuer + " does not answer; check the network and try again.",
        cause);
  }

  private static List<URI> endpoints(OIDCProviderMetadata metadata) throws GatehouseException {
    URI token = metadata.getTokenEndpointURI();
    URI keys = metadata.getJWKSetURI();
    if (token == null || keys == null) {
      throw new GatehouseException(
          Kind.FAULT,
          "The identity provider "
              + metadata.getIssuer()
              + " names no token endpoint; tell whoever runs the control service.");
    }
    return Stream.of(
            token,
            keys,
            metadata.getAuthorizationEndpointURI(),
            metadata.getDeviceAuthorizationEndpointURI(),
            metadata.getRevocationEndpointURI(),
            metadata.getEndSessionEndpointURI())
        .filter(Objects::nonNull)
        .toList();
  }
}
