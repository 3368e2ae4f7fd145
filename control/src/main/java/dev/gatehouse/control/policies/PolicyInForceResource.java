package dev.gatehouse.control.policies;

import dev.gatehouse.control.identity.Caller;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code GET /v1/policy}: the policy that holds now, so that people can read what they may do. */
public final class PolicyInForceResource {
  private final Policies policies;

  public PolicyInForceResource(Policies policies) {
    this.policies = policies;
  }

  /** Adds the route. */
  public void register(RoutesConfig routes) {
    routes.get("/v1/policy", this::policy);
  }

  private void policy(Context ctx) {
    Caller unused = Caller.of(ctx);
    SignedPolicy policy = policies.published(policies.inForce().digest());
    ctx.contentType("application/yaml")
        .header("Gatehouse-Signature", policy.signature())
        .header("Cache-Control", "no-store")
        .result(policy.bytes());
  }
}
