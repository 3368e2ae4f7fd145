package dev.gatehouse.control.cutoff;

import dev.gatehouse.control.api.CutOffView;
import dev.gatehouse.control.cutoff.CutOffStore.Session;
import dev.gatehouse.control.events.GrantEvents.Event;
import dev.gatehouse.control.http.Json;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import dev.gatehouse.control.minting.GrantRoles;
import dev.gatehouse.control.minting.MintingException;
import dev.gatehouse.control.minting.SessionEnder;
import dev.gatehouse.control.sources.Sources;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/sessions/{id}/cut-off}: its client is told, its backends are ended. */
public final class CutOffResource {
  private static final Logger LOG = LoggerFactory.getLogger(CutOffResource.class);
  private static final Duration RECENT = Duration.ofHours(9);

  private final CutOffStore store;
  private final Sources sources;
  private final InstantSource clock;
  private final SessionEnder ender = new SessionEnder();

  public CutOffResource(Jdbi jdbi, Sources sources, InstantSource clock) {
    this.store = new CutOffStore(jdbi);
    this.sources = sources;
    this.clock = clock;
  }

  /** Adds the route. */
  public void register(RoutesConfig routes) {
    routes.post("/v1/sessions/{id}/cut-off", this::cutOff);
  }

  /** The person's sessions that were cut off, for their stream. */
  public List<Event> current(Caller caller) {
    return store.cutOf(caller.principal(), clock.instant().minus(RECENT)).stream()
        .map(session -> Event.session(session.id(), session.grantId(), "cut_off"))
        .toList();
  }

  private void cutOff(Context ctx) {
    Caller reviewer = Caller.of(ctx);
    reviewer.mustBe(Role.REVIEWER);
    String reason = Json.readText(ctx, "reason");
    if (reason.isBlank()) {
      throw ProblemException.badRequest("Say why; the session's owner reads the reason.");
    }
    Session session =
        store
            .session(ctx.pathParam("id"))
            .orElseThrow(() -> ProblemException.notFound("There is no such session."));
    if (session.closed()) {
      throw ProblemException.conflict("The session is closed already.");
    }
    CutOffView cut =
        store.cut(
            session.id(),
            reviewer.principal(),
            reason.strip(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    end(session);
    LOG.info("Session {} of grant {} was cut off", session.id(), session.grantId());
    ctx.json(cut);
  }

  /** Said first and ended then, so that its client does not connect anew in between. */
  private void end(Session session) {
    Set<String> goOn = store.openOf(session.grantId());
    try {
      ender.endAllBut(sources.named(session.source()), new GrantRoles(session.grantId()), goOn);
    } catch (MintingException e) {
      LOG.warn("Session {} could not be ended on its server: {}", session.id(), e.getMessage());
      throw ProblemException.sourceFailed(String.valueOf(e.getMessage()));
    }
  }
}
