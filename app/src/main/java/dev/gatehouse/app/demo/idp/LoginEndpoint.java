package dev.gatehouse.app.demo.idp;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The page on which an account is chosen, and the choice. */
final class LoginEndpoint {
  private final String issuer;
  private final SignIns signIns;

  LoginEndpoint(String issuer, SignIns signIns) {
    this.issuer = issuer;
    this.signIns = signIns;
  }

  /** Checks the authorization request and shows the accounts. */
  void show(Exchange exchange) throws IOException {
    AuthorizationRequest.Target target;
    Parameters query;
    try {
      query = exchange.query();
      target = AuthorizationRequest.target(query);
    } catch (OAuthError e) {
      // Client or redirect are wrong: nothing may be sent there (RFC 6749, section 4.1.2.1).
      exchange.html(400, Pages.problem(e.description()), "");
      return;
    }
    try {
      AuthorizationRequest request = AuthorizationRequest.of(target, query);
      String page = signIns.open(request);
      exchange.html(200, Pages.login(page, query.get("login_hint")), origin(request.redirect()));
    } catch (OAuthError e) {
      exchange.redirect(
          AuthorizationRequest.answer(
              target, issuer, Map.of("error", e.code(), "error_description", e.description())));
    }
  }

  /** Takes the choice and leads back to the client with a code. */
  void choose(Exchange exchange) throws IOException {
    try {
      Optional<String> origin = exchange.header("Origin");
      if (origin.isPresent() && !origin.get().equals(issuer)) {
        throw new OAuthError("access_denied", "The choice must come from the page itself.");
      }
      Parameters form = exchange.form();
      Optional<DemoAccount> account = DemoAccount.byId(form.get("account"));
      if (account.isEmpty()) {
        throw new OAuthError("access_denied", "There is no such account in the demo.");
      }
      AuthorizationRequest request =
          signIns
              .choose(form.get("page"))
              .orElseThrow(
                  () ->
                      new OAuthError(
                          "access_denied", "This page has been used or is too old; sign in anew."));
      String code = signIns.code(request, account.get());
      exchange.redirect(
          AuthorizationRequest.answer(request.target(), issuer, Map.of("code", code)));
    } catch (OAuthError e) {
      exchange.html(400, Pages.problem(e.description()), "");
    }
  }

  private static String origin(URI redirect) {
    return redirect.getScheme() + "://" + redirect.getRawAuthority();
  }
}
