package dev.gatehouse.app.client.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads the response that belongs to one authorization request, and no other. */
final class AuthorizationAnswer {
  private final OidcProvider provider;
  private final State state;

  AuthorizationAnswer(OidcProvider provider, State state) {
    this.provider = provider;
    this.state = state;
  }

  /** What a request to the redirect is; any thread. */
  LoopbackReceiver.Answer judge(URI received) {
    AuthenticationResponse response = read(received);
    if (response == null) {
      return LoopbackReceiver.Answer.FOREIGN;
    }
    return response.indicatesSuccess()
        ? LoopbackReceiver.Answer.SIGNED_IN
        : LoopbackReceiver.Answer.REFUSED;
  }

  /** The code of a response that {@link #judge} did not call foreign. */
  AuthorizationCode code(URI received) throws GatehouseException {
    AuthenticationResponse response = read(received);
    if (response != null && response.indicatesSuccess()) {
      AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
      if (code != null) {
        return code;
      }
    }
    throw refused(response);
  }

  /** The response, or null where its state or its issuer (RFC 9207) is not the expected one. */
  private @Nullable AuthenticationResponse read(URI received) {
    AuthenticationResponse response;
    try {
      response = AuthenticationResponseParser.parse(received);
    } catch (ParseException e) {
      return null;
    }
    // State compares in constant time.
    if (response.getState() == null || !state.equals(response.getState())) {
      return null;
    }
    Issuer issuer = response.getIssuer();
    boolean named = provider.metadata().supportsAuthorizationResponseIssuerParam();
    boolean fits = issuer == null ? !named : issuer.equals(provider.metadata().getIssuer());
    return fits ? response : null;
  }

  private static GatehouseException refused(@Nullable AuthenticationResponse response) {
    ErrorObject error = response == null ? null : response.toErrorResponse().getErrorObject();
    String code = error == null || error.getCode() == null ? "" : error.getCode();
    String sentence =
        switch (code) {
          case "access_denied" ->
              "The identity provider did not let you in; ask whoever runs it, or sign in again.";
          case "login_required", "interaction_required", "consent_required" ->
              "The identity provider needs you to sign in anew; sign in again.";
          case "temporarily_unavailable", "server_error" ->
              "The identity provider has trouble of its own; try again later.";
          default ->
              "The identity provider refused the sign-in; tell whoever runs the control service"
                  + " that its client settings do not fit.";
        };
    return new GatehouseException(Kind.NOT_SIGNED_IN, sentence);
  }
}
