package dev.gatehouse.control.grants;

import dev.gatehouse.control.identity.Caller;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code GET /v1/grants/{id}/similar}: past requests like this one, for who decides it. */
final class SimilarRequestsResource {
  private final SimilarRequests similar;

  SimilarRequestsResource(SimilarRequests similar) {
    this.similar = similar;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/grants/{id}/similar", this::list);
  }

  private void list(Context ctx) {
    ctx.json(
        similar.to(Caller.of(ctx), ctx.pathParam("id")).stream().map(GrantRows::view).toList());
  }
}
