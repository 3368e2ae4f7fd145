package dev.gatehouse.control.grants;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.control.minting.GrantRoles;
import dev.gatehouse.control.minting.MintingException;
import dev.gatehouse.control.minting.RoleEnder;
import dev.gatehouse.control.sources.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings grants and servers back together: what time has ended, what a crash left half done, and
 * roles that no grant owns. Each grant is taken exclusively and looked at again before it changes.
 */
final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private static final List<GrantState> BY_TIME =
      List.of(GrantState.REQUESTED, GrantState.APPROVED, GrantState.ACTIVE);
  private static final List<GrantState> EVERYTHING =
      List.of(
          GrantState.REQUESTED,
          GrantState.APPROVED,
          GrantState.ACTIVE,
          GrantState.ACTIVATING,
          GrantState.REVOKING);

  private final GrantStore store;
  private final Sources sources;
  private final RoleEnder ender;
  private final GrantEndings endings;
  private final Duration lapsesAfter;
  private final InstantSource clock;

  Reconciler(
      GrantStore store,
      Sources sources,
      RoleEnder ender,
      GrantEndings endings,
      Duration lapsesAfter,
      InstantSource clock) {
    this.store = store;
    this.sources = sources;
    this.ender = ender;
    this.endings = endings;
    this.lapsesAfter = lapsesAfter;
    this.clock = clock;
  }

  /** One pass over everything; what fails is left for the next one. */
  void run() {
    settle(EVERYTHING);
    for (SourceConfig source : sources.all()) {
      endOrphans(source);
    }
  }

  /** Only what time has ended; quick where nothing has. */
  void endWhatIsOver() {
    settle(BY_TIME);
  }

  private void settle(List<GrantState> states) {
    for (GrantRow row : store.inStates(states)) {
      if (isDue(row, clock.instant())) {
        attempt(row.id(), handle -> settle(handle, row.id()));
      }
    }
  }

  private boolean isDue(GrantRow row, Instant now) {
    return switch (row.state()) {
      case REQUESTED -> !now.isBefore(row.lapsesAt(lapsesAfter));
      case APPROVED, ACTIVE -> row.isOverAt(now);
      case ACTIVATING, REVOKING -> true;
      case DENIED, LAPSED, ENDED, REVOKED, FAILED, WITHDRAWN -> false;
    };
  }

  private void settle(Handle handle, String id) {
    GrantRow row = store.find(handle, id).orElseThrow(GrantAnswers::unknown);
    if (!isDue(row, clock.instant())) {
      return;
    }
    switch (row.state()) {
      case REQUESTED ->
          endings.move(handle, row, GrantState.LAPSED, Actor.SERVICE, "Nobody decided it in time.");
      case APPROVED ->
          endings.move(
              handle, row, GrantState.LAPSED, Actor.SERVICE, "Its time passed before it was used.");
      case ACTIVE -> endings.end(handle, row, Actor.SERVICE, "Its time is over.");
      case REVOKING -> endings.finishRevoking(handle, row, Actor.SERVICE);
      case ACTIVATING -> resume(handle, row);
      case DENIED, LAPSED, ENDED, REVOKED, FAILED, WITHDRAWN -> {}
    }
  }

  /** Seen under the lock, it was left by a crash: the roles go, and it may be activated again. */
  private void resume(Handle handle, GrantRow row) {
    if (endings.rolesEnded(row)) {
      endings.move(
          handle,
          row,
          GrantState.APPROVED,
          Actor.SERVICE,
          "The service stopped while its roles were minted; activate it again.");
    }
  }

  /** The server is asked before the database: a role seen there had its grant on record before. */
  private void endOrphans(SourceConfig source) {
    Set<String> onServer;
    try {
      onServer = ender.grantsWithRoles(source);
    } catch (MintingException e) {
      LOG.warn("Roles cannot be compared with the grants: {}", e.getMessage());
      return;
    }
    for (String id : onServer) {
      attempt(
          id,
          handle -> {
            boolean owned =
                store.find(handle, id).filter(row -> row.state().mayHaveRoles()).isPresent();
            if (!owned) {
              boolean gone = ender.end(source, new GrantRoles(id));
              LOG.info("Roles of grant {} were left on {}; gone: {}", id, source.id().name(), gone);
            }
          });
    }
  }

  private interface Work {
    void on(Handle handle) throws MintingException;
  }

  /** A fault with one grant must not keep the others waiting. */
  private void attempt(String id, Work work) {
    try {
      store.exclusively(
          id,
          handle -> {
            work.on(handle);
            return id;
          });
    } catch (MintingException e) {
      LOG.warn("Grant {} could not be reconciled: {}", id, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Grant {} could not be reconciled", id, e);
    }
  }
}
