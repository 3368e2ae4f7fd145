package dev.gatehouse.control.audit;

import dev.gatehouse.control.api.SessionTicket;
import dev.gatehouse.control.api.SessionTicketRequest;
import dev.gatehouse.control.http.Json;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/sessions}: tickets and segments from clients, recordings to reviewers. */
public final class AuditResource {
  /** A segment is sealed soon after its largest frame, which may take 32 MiB (audit-format). */
  private static final int MOST_SEGMENT_BYTES = 64 * 1024 * 1024;

  private static final int MOST_TEXT = 255;
  private static final int MOST_KEY = 4_096;

  private final AuditService audit;
  private final ActiveGrants grants;
  private final Set<String> strictSources;

  /** Which grant a caller may open a session under. */
  public interface ActiveGrants {
    /** Empty where there is none of that id, it is another's, or it does not hold now. */
    Optional<Grant> find(Caller caller, String grantId);
  }

  private record Close(long segments) {}

  /**
   * @param strictSources data sources where a statement waits for the receipt of its intent
   */
  public AuditResource(AuditService audit, ActiveGrants grants, Set<String> strictSources) {
    this.audit = audit;
    this.strictSources = Set.copyOf(strictSources);
    this.grants = grants;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.post("/v1/sessions", this::open);
    routes.put("/v1/sessions/{id}/segments/{number}", this::store);
    routes.post("/v1/sessions/{id}/heartbeat", this::heartbeat);
    routes.post("/v1/sessions/{id}/close", this::close);
    routes.get("/v1/sessions/{id}/recording", this::recording);
    routes.get("/v1/sessions/{id}/evidence", this::evidence);
    routes.get("/v1/sessions/{id}/segments/{number}", this::segment);
  }

  private void open(Context ctx) {
    Caller caller = Caller.of(ctx);
    SessionTicketRequest request = Json.read(ctx, SessionTicketRequest.class);
    Grant grant =
        grants
            .find(caller, text(request.grantId(), "grantId", MOST_TEXT))
            .orElseThrow(
                () ->
                    ProblemException.grantNotActive(
                        "No active grant of yours has this id; activate it first."));
    Principal person = caller.principal();
    NewSession session =
        new NewSession(
            grant.id(),
            person.issuer(),
            person.subject(),
            person.name(),
            grant.source().name(),
            grant.source().environment().policyName(),
            grant.purpose(),
            text(request.deviceKey(), "deviceKey", MOST_KEY),
            text(request.host(), "host", MOST_TEXT),
            text(request.appVersion(), "appVersion", MOST_TEXT));
    try {
      SessionTicket ticket = audit.issueTicket(session);
      ctx.status(201)
          .json(
              new SessionTicket(
                  ticket.sessionId(),
                  ticket.sealingKey(),
                  ticket.receiptKey(),
                  strictSources.contains(session.source())));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "The field 'deviceKey' must be a public P-256 or Ed25519 key as a JWK.");
    }
  }

  private void store(Context ctx) {
    byte[] bytes = Json.body(ctx, MOST_SEGMENT_BYTES);
    StoreOutcome outcome = audit.storeSegment(id(ctx), person(ctx), number(ctx), bytes);
    switch (outcome) {
      case StoreOutcome.Stored stored -> ctx.json(stored.acknowledgement());
      case StoreOutcome.UnknownSession unknown -> throw unknownSession();
      case StoreOutcome.Conflict conflict -> throw ProblemException.conflict(conflict.sentence());
      case StoreOutcome.Refused refused -> throw ProblemException.refused(refused.sentence());
    }
  }

  private void heartbeat(Context ctx) {
    if (!audit.heartbeat(id(ctx), person(ctx))) {
      throw unknownSession();
    }
    ctx.status(204);
  }

  private void close(Context ctx) {
    long segments = Json.read(ctx, Close.class).segments();
    switch (audit.close(id(ctx), person(ctx), segments)) {
      case CloseOutcome.Closed closed -> ctx.status(204);
      case CloseOutcome.UnknownSession unknown -> throw unknownSession();
      case CloseOutcome.Conflict conflict -> throw ProblemException.conflict(conflict.sentence());
    }
  }

  private void recording(Context ctx) {
    Caller.of(ctx).mustBe(Role.REVIEWER);
    ctx.json(audit.openRecording(id(ctx), person(ctx)).orElseThrow(AuditResource::unknownSession));
  }

  private void evidence(Context ctx) {
    Caller.of(ctx).mustBe(Role.REVIEWER);
    ctx.json(audit.evidence(id(ctx), person(ctx)).orElseThrow(AuditResource::unknownSession));
  }

  private void segment(Context ctx) {
    Caller.of(ctx).mustBe(Role.REVIEWER);
    ctx.contentType("application/octet-stream")
        .result(
            audit
                .segment(id(ctx), number(ctx), person(ctx))
                .orElseThrow(
                    () -> ProblemException.notFound("The session has no segment of this number.")));
  }

  private static Person person(Context ctx) {
    Principal principal = Caller.of(ctx).principal();
    return new Person(principal.issuer(), principal.subject(), principal.name());
  }

  private static String id(Context ctx) {
    return text(ctx.pathParam("id"), "id", MOST_TEXT);
  }

  private static long number(Context ctx) {
    String number = ctx.pathParam("number");
    if (!number.matches("[0-9]{1,9}")) {
      throw ProblemException.badRequest("A segment's number is a whole number from 0.");
    }
    return Long.parseLong(number);
  }

  private static String text(@Nullable String text, String field, int most) {
    if (text == null || text.isBlank() || text.length() > most) {
      throw ProblemException.badRequest(
          "The field '" + field + "' must hold 1 to " + most + " characters.");
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw ProblemException.badRequest("The field '" + field + "' holds control characters.");
    }
    return text;
  }

  private static ProblemException unknownSession() {
    return ProblemException.notFound("There is no such session, or it is not yours.");
  }
}
