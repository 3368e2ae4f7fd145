package dev.gatehouse.control.grants;

import dev.gatehouse.control.api.EmergencyReview;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.http.Json;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code /v1/grants} (docs/architecture.md). */
public final class GrantsResource {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private final GrantStore store;
  private final GrantRequests requests;
  private final GrantReviews reviews;
  private final GrantActivations activations;
  private final GrantEndings endings;
  private final GrantEmergencies emergencies;

  GrantsResource(
      GrantStore store,
      GrantRequests requests,
      GrantReviews reviews,
      GrantActivations activations,
      GrantEndings endings,
      GrantEmergencies emergencies) {
    this.store = store;
    this.requests = requests;
    this.reviews = reviews;
    this.activations = activations;
    this.endings = endings;
    this.emergencies = emergencies;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.post("/v1/grants", this::request);
    routes.get("/v1/grants", this::list);
    routes.get("/v1/grants/{id}", this::get);
    routes.put("/v1/grants/{id}", this::edit);
    routes.post("/v1/grants/{id}/approve", this::approve);
    routes.post("/v1/grants/{id}/deny", this::deny);
    routes.post("/v1/grants/{id}/withdraw", this::withdraw);
    routes.post("/v1/grants/{id}/end", this::end);
    routes.post("/v1/grants/{id}/revoke", this::revoke);
    routes.post("/v1/grants/{id}/activate", this::activate);
    routes.post("/v1/grants/{id}/token", this::token);
    routes.get("/v1/grants/{id}/schema", this::schema);
    routes.post("/v1/grants/{id}/review", this::review);
  }

  private void request(Context ctx) {
    GrantRow row = requests.request(Caller.of(ctx), Json.read(ctx, GrantRequest.class));
    ctx.status(201).header("Location", "/v1/grants/" + row.id());
    show(ctx, row);
  }

  private void edit(Context ctx) {
    show(ctx, requests.edit(Caller.of(ctx), id(ctx), Json.read(ctx, GrantRequest.class)));
  }

  private void list(Context ctx) {
    Caller caller = Caller.of(ctx);
    String view = ctx.queryParam("view");
    List<GrantRow> rows;
    if (view == null || view.equals("mine")) {
      rows = store.ofRequester(caller);
    } else if (view.equals("pending")) {
      rows = reviews.pending(caller);
    } else if (view.equals("to-review")) {
      rows = emergencies.waiting(caller);
    } else {
      throw ProblemException.badRequest("The parameter 'view' must be mine, pending or to-review.");
    }
    ctx.json(rows.stream().map(GrantRows::view).toList());
  }

  private void get(Context ctx) {
    Caller caller = Caller.of(ctx);
    show(
        ctx,
        store
            .find(id(ctx))
            .filter(row -> row.isAskedBy(caller) || caller.is(Role.REVIEWER))
            .orElseThrow(GrantAnswers::unknown));
  }

  private void approve(Context ctx) {
    show(ctx, reviews.approve(Caller.of(ctx), id(ctx), Json.readText(ctx, "comment")));
  }

  private void deny(Context ctx) {
    show(ctx, reviews.deny(Caller.of(ctx), id(ctx), Json.readText(ctx, "reason")));
  }

  private void withdraw(Context ctx) {
    show(ctx, endings.withdraw(Caller.of(ctx), id(ctx)));
  }

  private void end(Context ctx) {
    show(ctx, endings.giveBack(Caller.of(ctx), id(ctx)));
  }

  private void revoke(Context ctx) {
    show(ctx, endings.revoke(Caller.of(ctx), id(ctx), Json.readText(ctx, "reason")));
  }

  private void review(Context ctx) {
    show(ctx, emergencies.review(Caller.of(ctx), id(ctx), Json.read(ctx, EmergencyReview.class)));
  }

  private void activate(Context ctx) {
    ctx.header("Cache-Control", "no-store").json(activations.activate(Caller.of(ctx), id(ctx)));
  }

  private void token(Context ctx) {
    ctx.header("Cache-Control", "no-store")
        .json(Map.of("grantToken", activations.renew(Caller.of(ctx), id(ctx))));
  }

  private void schema(Context ctx) {
    ctx.header("Cache-Control", "no-store").json(activations.schema(Caller.of(ctx), id(ctx)));
  }

  private static void show(Context ctx, GrantRow row) {
    ctx.json(GrantRows.view(row));
  }

  private static String id(Context ctx) {
    String id = ctx.pathParam("id");
    if (!ID.matcher(id).matches()) {
      throw GrantAnswers.unknown();
    }
    return id;
  }
}
