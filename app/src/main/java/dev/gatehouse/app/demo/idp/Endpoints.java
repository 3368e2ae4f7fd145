package dev.gatehouse.app.demo.idp;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leads each request to what answers it. */
final class Endpoints {
  private final String issuer;
  private final SignIns signIns;
  private final Tokens tokens;
  private final LoginEndpoint login;

  Endpoints(String issuer, InstantSource clock) {
    this.issuer = issuer;
    this.signIns = new SignIns(clock);
    this.tokens = new Tokens(issuer, clock);
    this.login = new LoginEndpoint(issuer, signIns);
  }

  void serve(Exchange exchange) throws IOException {
    switch (exchange.method() + " " + exchange.path()) {
      case "GET /.well-known/openid-configuration" -> exchange.json(200, discovery());
      case "GET /jwks" -> exchange.raw(200, "application/json", tokens.jwks());
      case "GET /authorize" -> login.show(exchange);
      case "POST /login" -> login.choose(exchange);
      case "POST /token" -> token(exchange);
      case "POST /revoke" -> revoke(exchange);
      case "GET /userinfo" -> userInfo(exchange);
      case "GET /end_session" -> endSession(exchange);
      case "GET /" -> exchange.html(200, Pages.home(issuer), "");
      default -> exchange.html(404, Pages.problem("There is nothing here."), "");
    }
  }

  /** OpenID Connect Discovery 1.0, section 3. */
  private Map<String, ?> discovery() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("issuer", issuer);
    metadata.put("authorization_endpoint", issuer + "/authorize");
    metadata.put("token_endpoint", issuer + "/token");
    metadata.put("userinfo_endpoint", issuer + "/userinfo");
    metadata.put("revocation_endpoint", issuer + "/revoke");
    metadata.put("end_session_endpoint", issuer + "/end_session");
    metadata.put("jwks_uri", issuer + "/jwks");
    metadata.put("scopes_supported", List.of(DemoIdentityProvider.SCOPES.split(" ")));
    metadata.put("response_types_supported", List.of("code"));
    metadata.put("response_modes_supported", List.of("query"));
    metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
    metadata.put("subject_types_supported", List.of("public"));
    metadata.put("id_token_signing_alg_values_supported", List.of("ES256"));
    metadata.put("token_endpoint_auth_methods_supported", List.of("none"));
    metadata.put("revocation_endpoint_auth_methods_supported", List.of("none"));
    metadata.put("code_challenge_methods_supported", List.of("S256"));
    metadata.put("authorization_response_iss_parameter_supported", true);
    metadata.put(
        "claims_supported",
        List.of("sub", "name", "email", "preferred_username", "groups", "nonce", "sid"));
    return metadata;
  }

  private void token(Exchange exchange) throws IOException {
    try {
      Parameters form = exchange.form();
      if (!form.get("client_id").equals(DemoIdentityProvider.CLIENT_ID)) {
        throw new OAuthError("invalid_client", "The client is not known here.");
      }
      SignIns.Renewal renewal =
          switch (form.require("grant_type")) {
            case "authorization_code" ->
                signIns.exchange(
                    form.require("code"),
                    form.require("redirect_uri"),
                    form.require("code_verifier"));
            case "refresh_token" -> signIns.refresh(form.require("refresh_token"));
            default ->
                throw new OAuthError(
                    "unsupported_grant_type", "Only codes and refresh tokens are exchanged.");
          };
      SignInFamily family = renewal.family();
      exchange.json(
          200,
          Map.of(
              "access_token", tokens.access(family),
              "token_type", "Bearer",
              "expires_in", Tokens.LIFE.toSeconds(),
              "refresh_token", renewal.refreshToken(),
              "scope", family.request().scope(),
              "id_token", tokens.id(family)));
    } catch (OAuthError e) {
      exchange.error(e.code().equals("invalid_client") ? 401 : 400, e);
    }
  }

  private void revoke(Exchange exchange) throws IOException {
    try {
      signIns.revoke(exchange.form().require("token"));
      exchange.raw(200, "text/plain; charset=utf-8", "");
    } catch (OAuthError e) {
      exchange.error(400, e);
    }
  }

  private void userInfo(Exchange exchange) throws IOException {
    String header = exchange.header("Authorization").orElse("");
    Optional<JWTClaimsSet> claims =
        header.startsWith("Bearer ")
            ? tokens.verifiedAccess(header.substring("Bearer ".length()))
            : Optional.empty();
    if (claims.isEmpty() || signIns.ended(String.valueOf(claims.get().getClaim("sid")))) {
      exchange.error(401, new OAuthError("invalid_token", "The access token does not hold."));
      return;
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    for (String name : List.of("sub", "name", "email", "preferred_username", "groups")) {
      answer.put(name, claims.get().getClaim(name));
    }
    exchange.json(200, answer);
  }

  /** RP-Initiated Logout 1.0; the demo keeps no browser session, so only tokens end. */
  private void endSession(Exchange exchange) throws IOException {
    try {
      Parameters query = exchange.query();
      tokens
          .verified(query.get("id_token_hint"))
          .ifPresent(claims -> signIns.end(String.valueOf(claims.getClaim("sid"))));
      if (query.get("post_logout_redirect_uri").isEmpty()) {
        exchange.html(200, Pages.signedOut(), "");
        return;
      }
      AuthorizationRequest.Target target =
          new AuthorizationRequest.Target(
              Redirects.check(query.get("post_logout_redirect_uri")), query.get("state"));
      exchange.redirect(AuthorizationRequest.answer(target, issuer, Map.of()));
    } catch (OAuthError e) {
      exchange.html(400, Pages.problem(e.description()), "");
    }
  }
}
