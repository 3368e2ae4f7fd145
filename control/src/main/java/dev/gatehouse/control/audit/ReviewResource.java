package dev.gatehouse.control.audit;

import dev.gatehouse.control.api.NoteRequest;
import dev.gatehouse.control.http.Json;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import dev.gatehouse.core.identity.Principal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What reviewers ask of the record: lists, live sessions, notes, reports, erasure. */
public final class ReviewResource {
  private static final int MOST_TEXT = 500;

  private final ReviewService review;
  private final AuditService audit;

  public ReviewResource(ReviewService review, AuditService audit) {
    this.review = review;
    this.audit = audit;
  }

  private record Erased(int segments) {}

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/v1/sessions", this::list);
    routes.get("/v1/sessions/live", ctx -> ctx.json(review.live(reviewer(ctx))));
    routes.get("/v1/sessions/{id}/notes", this::notes);
    routes.post("/v1/sessions/{id}/notes", this::addNote);
    routes.get("/v1/sessions/{id}/accesses", this::accesses);
    routes.get("/v1/sessions/{id}/report", this::report);
    routes.post("/v1/sessions/{id}/erase", this::erase);
  }

  private void list(Context ctx) {
    reviewer(ctx);
    String words = ctx.queryParam("text");
    ctx.json(
        review.find(
            new SessionQuery(
                text(ctx, "person"),
                text(ctx, "source"),
                instant(ctx, "from"),
                instant(ctx, "to"),
                text(ctx, "decision"),
                text(ctx, "flagged").map(Boolean::parseBoolean),
                words == null ? List.of() : review.words(words),
                SessionQuery.MOST)));
  }

  private void notes(Context ctx) {
    reviewer(ctx);
    ctx.json(review.notes(id(ctx)).orElseThrow(ReviewResource::unknownSession));
  }

  private void addNote(Context ctx) {
    Person who = reviewer(ctx);
    NoteRequest note = Json.read(ctx, NoteRequest.class);
    try {
      ctx.status(201)
          .json(review.addNote(id(ctx), note, who).orElseThrow(ReviewResource::unknownSession));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private void accesses(Context ctx) {
    reviewer(ctx);
    ctx.json(review.accesses(id(ctx)).orElseThrow(ReviewResource::unknownSession));
  }

  private void report(Context ctx) {
    Person who = reviewer(ctx);
    ctx.json(review.report(id(ctx), who).orElseThrow(ReviewResource::unknownSession));
  }

  private void erase(Context ctx) {
    Person who = reviewer(ctx);
    switch (audit.erase(id(ctx), who)) {
      case EraseOutcome.Erased erased -> ctx.json(new Erased(erased.segments()));
      case EraseOutcome.UnknownSession unknown -> throw unknownSession();
      case EraseOutcome.Held held ->
          throw ProblemException.conflict(
              "A hold keeps this session from being erased; release it first.");
    }
  }

  private static Person reviewer(Context ctx) {
    Caller caller = Caller.of(ctx);
    caller.mustBe(Role.REVIEWER);
    Principal principal = caller.principal();
    return new Person(principal.issuer(), principal.subject(), principal.name());
  }

  private static String id(Context ctx) {
    return ctx.pathParam("id");
  }

  private static Optional<String> text(Context ctx, String name) {
    @Nullable String text = ctx.queryParam(name);
    if (text != null && text.length() > MOST_TEXT) {
      throw ProblemException.badRequest("The parameter '" + name + "' is too long.");
    }
    return Optional.ofNullable(text).filter(t -> !t.isBlank());
  }

  private static Optional<Instant> instant(Context ctx, String name) {
    try {
      return text(ctx, name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw ProblemException.badRequest(
          "The parameter '" + name + "' must be an instant such as 2026-01-31T08:00:00Z.");
    }
  }

  private static ProblemException unknownSession() {
    return ProblemException.notFound("There is no such session.");
  }
}
