package dev.gatehouse.control.grants;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import dev.gatehouse.control.minting.GrantRoles;
import dev.gatehouse.control.minting.MintingException;
import dev.gatehouse.control.minting.RoleEnder;
import dev.gatehouse.control.sources.Sources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every way in which a grant ends. What is on record changes first, so that no token is renewed;
 * the holder's streams are told; then sessions are terminated and the roles dropped. Where that
 * fails it is tried again by the {@link Reconciler}. Thread-safe.
 */
final class GrantEndings {
  private static final Logger LOG = LoggerFactory.getLogger(GrantEndings.class);

  private final GrantStore store;
  private final Sources sources;
  private final RoleEnder ender;
  private final GrantNotices notices;
  private final InstantSource clock;

  GrantEndings(
      GrantStore store,
      Sources sources,
      RoleEnder ender,
      GrantNotices notices,
      InstantSource clock) {
    this.store = store;
    this.sources = sources;
    this.ender = ender;
    this.notices = notices;
    this.clock = clock;
  }

  GrantRow withdraw(Caller caller, String id) {
    return store.exclusively(
        id,
        handle -> {
          GrantRow row = own(handle, caller, id);
          if (row.state() != GrantState.REQUESTED && row.state() != GrantState.APPROVED) {
            throw GrantAnswers.notIn(row, "withdrawn");
          }
          return move(handle, row, GrantState.WITHDRAWN, Actor.of(caller), "Withdrawn.");
        });
  }

  /** Gives an approved or active grant back. Once it ended, nothing more happens. */
  GrantRow giveBack(Caller caller, String id) {
    return store.exclusively(
        id,
        handle -> {
          GrantRow row = own(handle, caller, id);
          if (row.state() == GrantState.ENDED) {
            return row;
          }
          if (row.state() != GrantState.ACTIVE && row.state() != GrantState.APPROVED) {
            throw GrantAnswers.notIn(row, "given back");
          }
          return end(handle, row, Actor.of(caller), "Given back.");
        });
  }

  GrantRow revoke(Caller reviewer, String id, String reason) {
    reviewer.mustBe(Role.REVIEWER);
    if (reason.isBlank()) {
      throw ProblemException.badRequest("Say why; the grant's holder reads the reason.");
    }
    return store.exclusively(
        id,
        handle -> {
          GrantRow row = store.find(handle, id).orElseThrow(GrantAnswers::unknown);
          if (row.state() == GrantState.REVOKED) {
            return row;
          }
          if (row.state() != GrantState.REVOKING) {
            if (!row.state().next().contains(GrantState.REVOKING)) {
              throw GrantAnswers.notIn(row, "revoked");
            }
            row = move(handle, row, GrantState.REVOKING, Actor.of(reviewer), reason.strip());
          }
          return finishRevoking(handle, row, Actor.of(reviewer));
        });
  }

  /** From revoking to revoked, once no role stands any more. */
  GrantRow finishRevoking(Handle handle, GrantRow row, Actor actor) {
    return rolesEnded(row) ? move(handle, row, GrantState.REVOKED, actor, row.reason()) : row;
  }

  /** Ends a grant and its roles. */
  GrantRow end(Handle handle, GrantRow row, Actor actor, String reason) {
    GrantRow ended = move(handle, row, GrantState.ENDED, actor, reason);
    if (!rolesEnded(ended)) {
      LOG.warn("Roles of the ended grant {} still stand; they are tried again", row.id());
    }
    return ended;
  }

  GrantRow move(Handle handle, GrantRow row, GrantState to, Actor actor, String reason) {
    Instant now = clock.instant();
    store.change(handle, row, GrantChange.to(to, actor, reason), now);
    GrantRow moved = store.find(handle, row.id()).orElseThrow(GrantAnswers::unknown);
    notices.changed(moved);
    return moved;
  }

  /** Whether no role of the grant stands any more. */
  boolean rolesEnded(GrantRow row) {
    Optional<SourceConfig> source = sources.find(row.terms().source());
    if (source.isEmpty()) {
      LOG.warn("Grant {} is on {}, which is no longer configured", row.id(), row.terms().source());
      return false;
    }
    try {
      return ender.end(source.get(), new GrantRoles(row.id()));
    } catch (MintingException e) {
      LOG.warn("Roles of grant {} could not be ended: {}", row.id(), e.getMessage());
      return false;
    }
  }

  private GrantRow own(Handle handle, Caller caller, String id) {
    return store
        .find(handle, id)
        .filter(found -> found.isOf(caller))
        .orElseThrow(GrantAnswers::unknown);
  }
}
