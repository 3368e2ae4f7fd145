package dev.gatehouse.control.sources;

import io.javalin.config.RoutesConfig;

/** {@code GET /v1/sources}. */
public final class SourcesResource {
  private final Sources sources;

  public SourcesResource(Sources sources) {
    this.sources = sources;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/v1/sources", ctx -> ctx.json(sources.views()));
  }
}
