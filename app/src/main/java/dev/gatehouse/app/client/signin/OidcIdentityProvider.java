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
import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.ServiceInfo;
import dev.gatehouse.control.api.SignInHints;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Any OpenID Connect provider: authorization code with PKCE (RFC 7636, S256 only), state and nonce,
 * on a loopback redirect; or a device code.
 */
final class OidcIdentityProvider implements IdentityProvider {
  /** As long as a person may take, with a second factor. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ServiceInfo info;
  private final TokenStore store;
  private final InstantSource clock;
  private final DeviceSignIn.Pause pause;

  OidcIdentityProvider(
      ServiceInfo info, TokenStore store, InstantSource clock, DeviceSignIn.Pause pause) {
    this.info = info;
    this.store = store;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public ProviderSession withBrowser(Consumer<URI> openBrowser) throws GatehouseException {
    OidcProvider provider = browserClient();
    TokenEndpoint endpoint = new TokenEndpoint(provider, clock);
    URI authorization =
        OidcProvider.offered(
            provider.metadata().getAuthorizationEndpointURI(), info.issuer(), "with a browser");
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    AuthorizationAnswer expected = new AuthorizationAnswer(provider, state);
    try (LoopbackReceiver receiver =
        LoopbackReceiver.listen(info.signIn().redirectPorts(), expected::judge)) {
      URI redirect = receiver.redirect();
      openBrowser.accept(
          new AuthenticationRequest.Builder(
                  ResponseType.CODE, Scope.parse(info.scopes()), provider.client(), redirect)
              .endpointURI(authorization)
              .state(state)
              .nonce(nonce)
              .codeChallenge(verifier, CodeChallengeMethod.S256)
              .build()
              .toURI());
      AuthorizationCode code = expected.code(await(receiver));
      OIDCTokens tokens = endpoint.request(new AuthorizationCodeGrant(code, redirect, verifier));
      return kept(provider, tokens, nonce);
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.FAULT,
          "Gatehouse cannot listen on this machine's loopback for the end of the sign-in; check"
              + " what blocks 127.0.0.1.",
          e);
    }
  }

  @Override
  public ProviderSession withDevice(Consumer<DevicePrompt> show) throws GatehouseException {
    OidcProvider provider = deviceClient();
    OIDCTokens tokens =
        new DeviceSignIn(provider, clock, pause).tokens(Scope.parse(info.scopes()), show);
    return kept(provider, tokens, null);
  }

  @Override
  public ProviderSession resume() throws GatehouseException {
    Optional<StoredTokens> kept = store.load().flatMap(StoredTokens::fromJson);
    if (kept.isEmpty()) {
      throw notSignedIn(null);
    }
    String device = info.signIn().deviceClientId();
    OidcProvider provider =
        !device.isEmpty() && device.equals(kept.get().client()) ? deviceClient() : browserClient();
    OidcSession session = new OidcSession(provider, store, clock, kept.get());
    session.token();
    return session;
  }

  private OidcProvider browserClient() throws GatehouseException {
    return OidcProvider.discover(info.issuer(), info.clientId(), info.signIn().clientSecret());
  }

  private OidcProvider deviceClient() throws GatehouseException {
    SignInHints hints = info.signIn();
    return hints.deviceClientId().isEmpty()
        ? browserClient()
        : OidcProvider.discover(info.issuer(), hints.deviceClientId(), hints.deviceClientSecret());
  }

  private ProviderSession kept(OidcProvider provider, OIDCTokens tokens, @Nullable Nonce nonce)
      throws GatehouseException {
    checkIdToken(provider, tokens.getIDToken(), nonce);
    StoredTokens kept = new TokenEndpoint(provider, clock).stored(tokens, null);
    store.save(kept.toJson());
    return new OidcSession(provider, store, clock, kept);
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

  private static void checkIdToken(
      OidcProvider provider, @Nullable JWT idToken, @Nullable Nonce nonce)
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
