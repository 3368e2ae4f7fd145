package dev.gatehouse.control.identity;

import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.http.RequestRates;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Stands before every path below {@code /v1}: nothing is open unless it is named here. */
public final class Guard {
  private static final Set<String> OPEN = Set.of("/v1/token", "/v1/keys");

  private final SessionTokens tokens;
  private final DpopProofs proofs;
  private final RequestRates rates;
  private final Supplier<URI> service;

  Guard(SessionTokens tokens, DpopProofs proofs, RequestRates rates, Supplier<URI> service) {
    this.tokens = tokens;
    this.proofs = proofs;
    this.rates = rates;
    this.service = service;
  }

  /**
   * Lets the request go on as somebody, or not at all.
   *
   * @throws ProblemException where the token or the proof does not hold
   */
  public void check(Context ctx) {
    if (OPEN.contains(ctx.path())) {
      return;
    }
    String token = credentials(ctx, "DPoP ");
    Caller caller = tokens.verify(token);
    String thumbprint =
        proofs.verify(proof(ctx), ctx.method().name(), target(ctx), Optional.of(token));
    if (!thumbprint.equals(caller.keyThumbprint())) {
      throw ProblemException.notSignedIn(
          "The session token is bound to another key than the one that signed the proof.");
    }
    // Counted only now, so that whoever copied a token cannot use up its owner's share.
    rates.take(thumbprint);
    caller.putInto(ctx);
  }

  /** The address of the request as clients know it. */
  URI target(Context ctx) {
    String base = service.get().toString().replaceAll("/+$", "");
    return URI.create(base + ctx.req().getRequestURI());
  }

  static String proof(Context ctx) {
    List<String> proofs = Collections.list(ctx.req().getHeaders("DPoP"));
    if (proofs.size() != 1) {
      throw ProblemException.notSignedIn("Send exactly one DPoP header with each request.");
    }
    return proofs.getFirst();
  }

  static String credentials(Context ctx, String scheme) {
    List<String> headers = Collections.list(ctx.req().getHeaders("Authorization"));
    if (headers.size() != 1
        || !headers.getFirst().regionMatches(true, 0, scheme, 0, scheme.length())) {
      throw ProblemException.notSignedIn(
          "Sign in first: this address takes 'Authorization: " + scheme.strip() + " …'.");
    }
    return headers.getFirst().substring(scheme.length()).strip();
  }
}
