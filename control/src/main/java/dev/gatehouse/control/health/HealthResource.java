package dev.gatehouse.control.health;

import dev.gatehouse.control.database.ControlDatabase;
import dev.gatehouse.control.http.ProblemException;
import io.javalin.config.RoutesConfig;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /healthz}: it runs. {@code GET /readyz}: its database answers, and its changes come
 * through.
 */
public final class HealthResource {
  private final ControlDatabase database;
  private final BooleanSupplier listening;

  /**
   * @param listening whether changes of other replicas come through
   */
  public HealthResource(ControlDatabase database, BooleanSupplier listening) {
    this.database = database;
    this.listening = listening;
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
          if (!listening.getAsBoolean()) {
            throw ProblemException.unavailable("Changes of other replicas do not come through.");
          }
          ctx.json(Map.of("status", "ready"));
        });
  }
}
