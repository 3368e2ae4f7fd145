package dev.gatehouse.control.keys;

import io.javalin.config.RoutesConfig;

/** {@code GET /v1/keys}: public parts of the keys that sign grants and policies (RFC 7517). */
public final class KeysResource {
  private final ServiceKeys keys;

  public KeysResource(ServiceKeys keys) {
    this.keys = keys;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(
        "/v1/keys",
        ctx ->
            ctx.contentType("application/jwk-set+json")
                .header("Cache-Control", "no-cache")
                .result(keys.published().toString(true)));
  }
}
