package dev.gatehouse.control.grants;

import dev.gatehouse.control.api.ActivatedGrant;
import dev.gatehouse.control.api.ActivatedGrant.Credentials;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.keys.ServiceKeys;
import dev.gatehouse.control.minting.GrantRoles;
import dev.gatehouse.control.minting.MintedRoles;
import dev.gatehouse.control.minting.MintingException;
import dev.gatehouse.control.minting.RoleMinter;
import dev.gatehouse.control.minting.SourceCatalogs;
import dev.gatehouse.control.policies.Policies;
import dev.gatehouse.control.sources.Sources;
import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.catalog.CatalogParts;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.decision.FloorPrivileges;
import dev.gatehouse.core.decision.FloorRequest;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.grant.GrantToken;
import dev.gatehouse.core.policy.RelationPattern;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Activating a grant: its roles are minted, its credentials told, its token signed. Thread-safe.
 */
final class GrantActivations {
  private final GrantStore store;
  private final Sources sources;
  private final Policies policies;
  private final StatementAnalyzer analyzer;
  private final SourceCatalogs catalogs;
  private final RoleMinter minter;
  private final ServiceKeys keys;
  private final Supplier<URI> service;
  private final GrantNotices notices;
  private final InstantSource clock;

  GrantActivations(
      GrantStore store,
      Sources sources,
      Policies policies,
      StatementAnalyzer analyzer,
      ServiceKeys keys,
      Supplier<URI> service,
      GrantNotices notices,
      InstantSource clock) {
    this.store = store;
    this.sources = sources;
    this.policies = policies;
    this.analyzer = analyzer;
    this.catalogs = new SourceCatalogs();
    this.minter = new RoleMinter();
    this.keys = keys;
    this.service = service;
    this.notices = notices;
    this.clock = clock;
  }

  /** Mints the roles, or new passwords for them, and signs the grant for the caller's key. */
  ActivatedGrant activate(Caller caller, String id) {
    return store.exclusively(id, handle -> activate(handle, caller, id));
  }

  private ActivatedGrant activate(Handle handle, Caller caller, String id) {
    GrantRow row = own(handle, caller, id);
    boolean again = row.state() == GrantState.ACTIVE;
    if (!again && row.state() != GrantState.APPROVED) {
      throw GrantAnswers.notActive(row);
    }
    if (row.isOverAt(clock.instant())) {
      throw GrantAnswers.over();
    }
    if (row.isBeforeStartAt(clock.instant())) {
      throw GrantAnswers.tooEarly(row);
    }
    SourceConfig source = sources.named(row.terms().source());
    List<RelationPrivileges> privileges = privileges(source, row);
    if (!again) {
      row = move(handle, row, GrantState.ACTIVATING, "Its roles are being minted.");
    }
    GrantRoles roles = new GrantRoles(id);
    MintedRoles minted;
    try {
      minted = minter.mint(source, roles, row.end().orElseThrow(GrantAnswers::over), privileges);
    } catch (MintingException e) {
      if (!again) {
        giveUp(handle, row, e);
      }
      throw GrantAnswers.source(e);
    }
    store.minted(handle, id, caller.keyThumbprint(), policies.inForce().digest());
    if (!again) {
      row = move(handle, row, GrantState.ACTIVE, row.reason());
    }
    GrantRow active = store.find(handle, id).orElseThrow(GrantAnswers::unknown);
    if (!again) {
      notices.changed(active);
    }
    return told(active, source, minted, caller);
  }

  /**
   * Minting is one transaction, so nothing was left; where the source was down, it may be retried.
   */
  private void giveUp(Handle handle, GrantRow row, MintingException e) {
    GrantState next = e.unreachable() ? GrantState.APPROVED : GrantState.FAILED;
    notices.changed(move(handle, row, next, String.valueOf(e.getMessage())));
  }

  private ActivatedGrant told(
      GrantRow row, SourceConfig source, MintedRoles minted, Caller caller) {
    return new ActivatedGrant(
        sign(row, source, caller),
        source.jdbcUrl(),
        new Credentials(minted.roles().plain(), minted.plainPassword()),
        new Credentials(minted.roles().sensitive(), minted.sensitivePassword()),
        keys.maskKey(row.id()),
        row.mintedDigest().orElse(row.policyDigest()));
  }

  /** A fresh token for an active grant, for the key that activated it. */
  String renew(Caller caller, String id) {
    GrantRow row =
        store.find(id).filter(found -> found.isOf(caller)).orElseThrow(GrantAnswers::unknown);
    if (row.state() != GrantState.ACTIVE) {
      throw GrantAnswers.notActive(row);
    }
    if (row.isOverAt(clock.instant())) {
      throw GrantAnswers.over();
    }
    if (!row.keyThumbprint().filter(caller.keyThumbprint()::equals).isPresent()) {
      throw ProblemException.grantNotActive(
          "The grant was activated from another place since; open the session again.");
    }
    if (!row.mintedDigest().filter(policies.inForce().digest()::equals).isPresent()) {
      throw ProblemException.grantNotActive(
          "The policy changed since the grant was activated; open the session again.");
    }
    return sign(row, sources.named(row.terms().source()), caller);
  }

  /** The source's schema as far as an active grant covers it, read now. */
  CatalogParts schema(Caller caller, String id) {
    GrantRow row =
        store.find(id).filter(found -> found.isOf(caller)).orElseThrow(GrantAnswers::unknown);
    if (row.state() != GrantState.ACTIVE || row.isOverAt(clock.instant())) {
      throw GrantAnswers.notActive(row);
    }
    SourceConfig source = sources.named(row.terms().source());
    List<RelationPattern> patterns =
        row.toGrant(source.id()).relations().stream().map(RelationPattern::parse).toList();
    try {
      return CatalogParts.of(
          catalogs.read(source),
          relation ->
              relation.kind() == RelationKind.SYSTEM
                  || patterns.stream().anyMatch(pattern -> pattern.matches(relation.name())));
    } catch (MintingException e) {
      throw GrantAnswers.source(e);
    }
  }

  private String sign(GrantRow row, SourceConfig source, Caller caller) {
    Instant now = clock.instant();
    if (row.isOverAt(now)) {
      throw GrantAnswers.over();
    }
    return GrantToken.sign(
        row.toGrant(source.id()),
        service.get().toString(),
        caller.keyThumbprint(),
        now,
        keys.signing());
  }

  private List<RelationPrivileges> privileges(SourceConfig source, GrantRow row) {
    try {
      List<RelationPrivileges> privileges =
          FloorPrivileges.compute(
              FloorRequest.of(row.toGrant(source.id())),
              policies.inForce(),
              catalogs.read(source),
              analyzer);
      if (privileges.isEmpty()) {
        throw ProblemException.refused(
            "Nothing in "
                + source.id().name()
                + " is both covered by the grant and open under the policy; ask for other"
                + " relations.");
      }
      return privileges;
    } catch (MintingException e) {
      throw GrantAnswers.source(e);
    }
  }

  private GrantRow own(Handle handle, Caller caller, String id) {
    return store
        .find(handle, id)
        .filter(found -> found.isOf(caller))
        .orElseThrow(GrantAnswers::unknown);
  }

  private GrantRow move(Handle handle, GrantRow row, GrantState to, String reason) {
    store.change(handle, row, GrantChange.to(to, Actor.SERVICE, reason), clock.instant());
    return store.find(handle, row.id()).orElseThrow(GrantAnswers::unknown);
  }
}
