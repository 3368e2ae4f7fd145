package dev.gatehouse.app.client.signin;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.gatehouse.app.client.control.ControlAddress;
import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device authorization grant (RFC 8628). It carries PKCE as well: a provider that enforces it
 * for the client asks for it here too, and others leave the parameters unread.
 */
final class DeviceSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceSignIn.class);

  /** RFC 8628, section 3.5: added to the interval at each {@code slow_down}. */
  private static final long SLOWER_SECONDS = 5;

  /** Nobody is asked for longer, whatever the provider says. */
  private static final Duration MOST = Duration.ofMinutes(30);

  private final OidcProvider provider;
  private final InstantSource clock;
  private final Pause pause;
  private final CodeVerifier verifier = new CodeVerifier();

  /** Waits between two questions. */
  interface Pause {
    void seconds(long seconds) throws InterruptedException;

    /** Really waits. */
    Pause REAL = seconds -> Thread.sleep(Duration.ofSeconds(seconds));
  }

  DeviceSignIn(OidcProvider provider, InstantSource clock, Pause pause) {
    this.provider = provider;
    this.clock = clock;
    this.pause = pause;
  }

  /** Shows the code, and asks for the tokens until the person is done. */
  OIDCTokens tokens(Scope scope, Consumer<DevicePrompt> show) throws GatehouseException {
    DeviceAuthorizationSuccessResponse code = code(scope);
    Duration life = Duration.ofSeconds(code.getLifetime());
    Instant until = clock.instant().plus(life.compareTo(MOST) > 0 ? MOST : life);
    show.accept(
        new DevicePrompt(
            web(code.getVerificationURI()),
            code.getVerificationURIComplete() == null
                ? Optional.empty()
                : Optional.of(web(code.getVerificationURIComplete())),
            code.getUserCode().getValue(),
            until));
    TokenEndpoint endpoint = new TokenEndpoint(provider, clock);
    long interval = Math.max(1, code.getInterval());
    while (clock.instant().isBefore(until)) {
      rest(interval);
      TokenResponse answer =
          endpoint.send(
              new DeviceCodeGrant(code.getDeviceCode()),
              Map.of("code_verifier", verifier.getValue()));
      if (answer instanceof OIDCTokenResponse done) {
        return done.getOIDCTokens();
      }
      interval += goesOn(answer);
    }
    throw late();
  }

  /** How many seconds to wait more from now on; throws where it is over. */
  private static long goesOn(TokenResponse answer) throws GatehouseException {
    ErrorObject error =
        answer.indicatesSuccess() ? null : answer.toErrorResponse().getErrorObject();
    String code = error == null || error.getCode() == null ? "" : error.getCode();
    switch (code) {
      case "authorization_pending":
        return 0;
      case "slow_down":
        return SLOWER_SECONDS;
      case "access_denied":
        throw new GatehouseException(
            Kind.NOT_SIGNED_IN, "The sign-in was declined on the other device; sign in again.");
      case "expired_token":
        throw late();
      default:
        LOG.info("The provider refused the device's code: {}", code);
        throw OidcIdentityProvider.notSignedIn(null);
    }
  }

  private DeviceAuthorizationSuccessResponse code(Scope scope) throws GatehouseException {
    String issuer = provider.metadata().getIssuer().getValue();
    URI endpoint =
        OidcProvider.offered(
            provider.metadata().getDeviceAuthorizationEndpointURI(), issuer, "by device code");
    ClientAuthentication authentication = provider.authentication();
    DeviceAuthorizationRequest request =
        (authentication == null
                ? new DeviceAuthorizationRequest.Builder(provider.client())
                : new DeviceAuthorizationRequest.Builder(authentication))
            .endpointURI(endpoint)
            .scope(scope)
            .customParameter(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue())
            .customParameter("code_challenge_method", CodeChallengeMethod.S256.getValue())
            .build();
    try {
      HTTPResponse response = OidcProvider.limited(request.toHTTPRequest()).send();
      DeviceAuthorizationResponse answer = DeviceAuthorizationResponse.parse(response);
      if (answer.indicatesSuccess()) {
        return answer.toSuccessResponse();
      }
      LOG.info("The provider gave no device code: {}", answer.toErrorResponse().getErrorObject());
    } catch (IOException e) {
      throw OidcProvider.unreachable(issuer, e);
    } catch (ParseException e) {
      LOG.info("The provider's device code cannot be read");
    }
    throw new GatehouseException(
        Kind.NOT_SIGNED_IN,
        "The identity provider gives this client no device code; have whoever runs the control"
            + " service allow the device grant for it, or sign in with a browser.");
  }

  /** An address that is shown to a person, who will type a password there. */
  private static URI web(URI page) throws GatehouseException {
    ControlAddress.requireProtected(page, "The identity provider's page");
    return page;
  }

  private void rest(long seconds) throws GatehouseException {
    try {
      pause.seconds(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatehouseException(Kind.NOT_SIGNED_IN, "The sign-in was given up.", e);
    }
  }

  private static GatehouseException late() {
    return new GatehouseException(
        Kind.NOT_SIGNED_IN, "Nobody finished the sign-in before the code ended; sign in again.");
  }
}
