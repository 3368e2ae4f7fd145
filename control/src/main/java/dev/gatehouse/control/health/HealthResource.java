package dev.gatehouse.control.health;

import dev.gatehouse.control.database.ControlDatabase;
import dev.gatehouse.control.http.ProblemException;
import io.javalin.config.RoutesConfig;
import java.util.Map;

/** {@code GET /healthz}: it runs. {@code GET /readyz}: its database answers too. */
public final class HealthResource {
  private final ControlDatabase database;

  public HealthResource(ControlDatabase database) {
    this.database = database;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/healthz", ctx -> ctx.json(Map.of("status", "up")));
    routes.get(
        "/readyz",
        ctx -> {
          if (!database.answers()) {
            throw ProblemException.unavailable("The control service's database does not answer.");
          }
          ctx.json(Map.of("status", "ready"));
        });
  }
}
