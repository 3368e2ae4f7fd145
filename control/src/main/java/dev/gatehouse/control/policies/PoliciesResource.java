package dev.gatehouse.control.policies;

import dev.gatehouse.control.identity.Caller;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code GET /v1/policies/{digest}}. */
public final class PoliciesResource {
  private final Policies policies;

  public PoliciesResource(Policies policies) {
    this.policies = policies;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/v1/policies/{digest}", this::policy);
  }

  private void policy(Context ctx) {
    Caller unused = Caller.of(ctx);
    SignedPolicy policy = policies.published(ctx.pathParam("digest"));
    ctx.contentType("application/yaml")
        .header("Gatehouse-Signature", policy.signature())
        .header("Cache-Control", "private, max-age=86400, immutable")
        .result(policy.bytes());
  }
}
