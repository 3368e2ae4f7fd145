package dev.gatehouse.app.demo.idp;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A checked authorization request.
 *
 * @param redirect where the answer goes: loopback, any port (RFC 8252, section 7.3)
 * @param state echoed; may be empty
 * @param nonce echoed in the ID token; may be empty
 * @param challenge the S256 challenge (RFC 7636)
 * @param scope the scopes asked for
 */
record AuthorizationRequest(
    URI redirect, String state, String nonce, String challenge, String scope) {

  /** What is known of a request before the rest of it is judged: where errors may be sent. */
  record Target(URI redirect, String state) {}

  /** Checks client and redirect; an error here is shown to the person, never redirected. */
  static Target target(Parameters query) throws OAuthError {
    if (!query.get("client_id").equals(DemoIdentityProvider.CLIENT_ID)) {
      throw new OAuthError("unauthorized_client", "The client is not known here.");
    }
    return new Target(Redirects.check(query.require("redirect_uri")), query.get("state"));
  }

  /** Checks the rest; an error here goes to the redirect. */
  static AuthorizationRequest of(Target target, Parameters query) throws OAuthError {
    if (!query.require("response_type").equals("code")) {
      throw new OAuthError("unsupported_response_type", "Only response_type=code is served.");
    }
    if (!query.get("response_mode").isEmpty() && !query.get("response_mode").equals("query")) {
      throw new OAuthError("invalid_request", "Only response_mode=query is served.");
    }
    String scope = query.require("scope");
    if (!java.util.List.of(scope.split(" ")).contains("openid")) {
      throw new OAuthError("invalid_scope", "The scope openid is missing.");
    }
    if (!query.get("code_challenge_method").equals("S256")) {
      throw new OAuthError("invalid_request", "PKCE with code_challenge_method=S256 is required.");
    }
    String challenge = query.require("code_challenge");
    if (!challenge.matches("[A-Za-z0-9_-]{43}")) {
      throw new OAuthError("invalid_request", "The code_challenge is no SHA-256 in base64url.");
    }
    if (query.get("prompt").equals("none")) {
      throw new OAuthError("login_required", "The demo's accounts are chosen on a page.");
    }
    if (!query.get("request").isEmpty() || !query.get("request_uri").isEmpty()) {
      throw new OAuthError("request_not_supported", "Request objects are not served.");
    }
    return new AuthorizationRequest(
        target.redirect(), target.state(), query.get("nonce"), challenge, scope);
  }

  /** The redirect with an authorization response (RFC 9207 adds {@code iss}). */
  static URI answer(Target target, String issuer, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("state", target.state());
    all.put("iss", issuer);
    String uri = target.redirect().toString();
    return URI.create(uri + (uri.contains("?") ? "&" : "?") + Parameters.encode(all));
  }

  Target target() {
    return new Target(redirect, state);
  }
}
