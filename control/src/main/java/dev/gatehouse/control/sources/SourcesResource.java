package dev.gatehouse.control.sources;

import dev.gatehouse.control.identity.Caller;
import io.javalin.config.RoutesConfig;

/** {@code GET /v1/sources}. */
public final class SourcesResource {
  private final Sources sources;

  public SourcesResource(Sources sources) {
    this.sources = sources;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(
        "/v1/sources",
        ctx -> {
          Caller unused = Caller.of(ctx);
          ctx.json(sources.views());
        });
  }
}
