package dev.gatehouse.control.statements;

import dev.gatehouse.control.api.StatementRequest;
import dev.gatehouse.control.events.GrantEvents.Event;
import dev.gatehouse.control.grants.Grants;
import dev.gatehouse.control.http.Json;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import dev.gatehouse.control.policies.Policies;
import dev.gatehouse.control.sources.Sources;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** {@code /v1/statements} and {@code /v1/grants/{id}/statements} (docs/architecture.md). */
public final class StatementsResource {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final Duration RECENT = Duration.ofHours(9);

  private final StatementStore store;
  private final StatementRequests requests;
  private final StatementReviews reviews;
  private final InstantSource clock;

  public StatementsResource(
      Jdbi jdbi,
      Grants grants,
      Sources sources,
      Policies policies,
      Duration lapsesAfter,
      InstantSource clock) {
    this.store = new StatementStore(jdbi);
    this.requests =
        new StatementRequests(store, grants::activeGrant, sources, policies, lapsesAfter, clock);
    this.reviews = new StatementReviews(store, clock);
    this.clock = clock;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.post("/v1/grants/{id}/statements", this::request);
    routes.get("/v1/statements", this::list);
    routes.get("/v1/statements/{id}", this::get);
    routes.post("/v1/statements/{id}/approve", this::approve);
    routes.post("/v1/statements/{id}/deny", this::deny);
    routes.post("/v1/statements/{id}/withdraw", this::withdraw);
  }

  /** Lapses what nobody decided in time; called now and then. */
  public void lapse() {
    int unused = store.lapse(clock.instant());
  }

  /** The state of each of the person's recent requests, for their stream. */
  public List<Event> current(Caller caller) {
    return store.ofRequester(caller).stream()
        .map(StatementRow::view)
        .filter(view -> view.requestedAt().isAfter(clock.instant().minus(RECENT)))
        .map(view -> Event.statement(view.id(), view.grantId(), view.digest(), view.state()))
        .toList();
  }

  private void request(Context ctx) {
    StatementRow row =
        requests.request(Caller.of(ctx), id(ctx), Json.read(ctx, StatementRequest.class));
    ctx.status(201).header("Location", "/v1/statements/" + row.view().id());
    ctx.json(row.view());
  }

  private void list(Context ctx) {
    Caller caller = Caller.of(ctx);
    String view = ctx.queryParam("view");
    List<StatementRow> rows;
    if (view == null || view.equals("mine")) {
      rows = store.ofRequester(caller);
    } else if (view.equals("pending")) {
      rows = reviews.pending(caller);
    } else {
      throw ProblemException.badRequest("The parameter 'view' must be mine or pending.");
    }
    ctx.json(rows.stream().map(StatementRow::view).toList());
  }

  private void get(Context ctx) {
    Caller caller = Caller.of(ctx);
    show(
        ctx,
        store
            .find(id(ctx))
            .filter(row -> row.isAskedBy(caller) || caller.is(Role.REVIEWER))
            .orElseThrow(StatementReviews::unknown));
  }

  private void approve(Context ctx) {
    show(ctx, reviews.approve(Caller.of(ctx), id(ctx), Json.readText(ctx, "comment")));
  }

  private void deny(Context ctx) {
    show(ctx, reviews.deny(Caller.of(ctx), id(ctx), Json.readText(ctx, "reason")));
  }

  private void withdraw(Context ctx) {
    show(ctx, reviews.withdraw(Caller.of(ctx), id(ctx)));
  }

  private static void show(Context ctx, StatementRow row) {
    ctx.json(row.view());
  }

  private static String id(Context ctx) {
    String id = ctx.pathParam("id");
    if (!ID.matcher(id).matches()) {
      throw StatementReviews.unknown();
    }
    return id;
  }
}
