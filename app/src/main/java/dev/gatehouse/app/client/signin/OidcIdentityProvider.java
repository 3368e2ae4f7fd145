package dev.gatehouse.app.client.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.ServiceInfo;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Any OpenID Connect provider: authorization code with PKCE (RFC 7636, S256 only), state and nonce,
 * on a loopback redirect.
 */
final class OidcIdentityProvider implements IdentityProvider {
  /** As long as a person may take, with a second factor. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ServiceInfo info;
  private final TokenStore store;
  private final InstantSource clock;

  OidcIdentityProvider(ServiceInfo info, TokenStore store, InstantSource clock) {
    this.info = info;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public ProviderSession withBrowser(Consumer<URI> openBrowser) throws GatehouseException {
    OidcProvider provider = OidcProvider.discover(info.issuer(), info.clientId());
    TokenEndpoint endpoint = new TokenEndpoint(provider, clock);
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    AuthorizationAnswer expected = new AuthorizationAnswer(provider, state);
    try (LoopbackReceiver receiver = new LoopbackReceiver(expected::judge)) {
      URI redirect = receiver.redirect();
      openBrowser.accept(
          new AuthenticationRequest.Builder(
                  ResponseType.CODE, Scope.parse(info.scopes()), provider.client(), redirect)
              .endpointURI(provider.metadata().getAuthorizationEndpointURI())
              .state(state)
              .nonce(nonce)
              .codeChallenge(verifier, CodeChallengeMethod.S256)
              .build()
              .toURI());
      AuthorizationCode code = expected.code(await(receiver));
      OIDCTokens tokens =
          endpoint.request(new AuthorizationCodeGrant(code, redirect, verifier), null);
      checkIdToken(provider, tokens.getIDToken(), nonce);
      StoredTokens kept = endpoint.stored(tokens, null);
      store.save(kept.toJson());
      return new OidcSession(info, endpoint, store, clock, kept);
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.FAULT,
          "Gatehouse cannot listen on this machine's loopback for the end of the sign-in; check"
              + " what blocks 127.0.0.1.",
          e);
    }
  }

  @Override
  public ProviderSession resume() throws GatehouseException {
    Optional<StoredTokens> kept = store.load().flatMap(StoredTokens::fromJson);
    if (kept.isEmpty()) {
      throw notSignedIn(null);
    }
    TokenEndpoint endpoint =
        new TokenEndpoint(OidcProvider.discover(info.issuer(), info.clientId()), clock);
    OidcSession session = new OidcSession(info, endpoint, store, clock, kept.get());
    session.token();
    return session;
  }

  static GatehouseException notSignedIn(@Nullable Throwable cause) {
    return new GatehouseException(
        Kind.NOT_SIGNED_IN, "You are not signed in, or your sign-in has run out; sign in.", cause);
  }

  private static URI await(LoopbackReceiver receiver) throws GatehouseException {
    try {
      return receiver
          .await(PATIENCE)
          .orElseThrow(
              () ->
                  new GatehouseException(
                      Kind.NOT_SIGNED_IN,
                      "Nobody finished the sign-in in the browser within "
                          + PATIENCE.toMinutes()
                          + " minutes; sign in again."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatehouseException(Kind.NOT_SIGNED_IN, "The sign-in was given up.", e);
    }
  }

  private static void checkIdToken(OidcProvider provider, @Nullable JWT idToken, Nonce nonce)
      throws GatehouseException {
    if (idToken == null) {
      throw new GatehouseException(
          Kind.FAULT,
          "The identity provider gave no ID token; the control service's scopes must hold openid.");
    }
    try {
      provider.idTokenValidator().validate(idToken, nonce);
    } catch (BadJOSEException | JOSEException e) {
      throw new GatehouseException(
          Kind.NOT_SIGNED_IN,
          "The identity provider's answer does not belong to this sign-in or is not signed by it;"
              + " sign in again.",
          e);
    }
  }
}
