package dev.gatehouse.app.sandbox;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.control.minting.MintedRoles;
import dev.gatehouse.control.minting.MintingException;
import dev.gatehouse.control.minting.RoleMinter;
import dev.gatehouse.control.minting.SandboxRoles;
import dev.gatehouse.control.minting.SourceCatalogs;
import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.decision.FloorPrivileges;
import dev.gatehouse.core.decision.FloorRequest;
import dev.gatehouse.core.execution.StatementExecutor;
import dev.gatehouse.core.execution.jdbc.JdbcStatementExecutor;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.masking.MaskKey;
import dev.gatehouse.core.pipeline.ClientInfo;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.GovernedSessions;
import dev.gatehouse.core.pipeline.SessionParts;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A policy at work on a real database without a control service: two roles minted for it, a grant
 * of its own making, and the whole pipeline of a governed session. Everything that it made is gone
 * when it is closed; what its statements wrote stays. {@link #close} may come from any thread, all
 * else from one.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

  private final Parts parts;
  private final SandboxRoles roles;
  private final TemporaryFolder folder;
  private final ReentrantLock closing = new ReentrantLock();
  private @Nullable GovernedSession session;
  private int sessions;
  private boolean closed;

  /** What stays the same from one session to the next. */
  private record Parts(
      SandboxRequest request,
      Grant grant,
      MintedRoles minted,
      MaskKey maskKey,
      SandboxRecord record,
      InstantSource clock,
      String appVersion) {}

  private Sandbox(Parts parts, SandboxRoles roles, TemporaryFolder folder) {
    this.parts = parts;
    this.roles = roles;
    this.folder = folder;
  }

  /**
   * Removes what died before, mints both roles, and makes the grant.
   *
   * @throws GatehouseException where the database does not answer or refuses the account, or the
   *     record cannot be written; nothing is left behind then
   */
  public static Sandbox open(SandboxRequest request, InstantSource clock, String appVersion)
      throws GatehouseException {
    try {
      SandboxRoles roles = SandboxRoles.claim(request.source().config());
      try {
        return open(request, clock, appVersion, roles);
      } catch (GatehouseException | MintingException | RuntimeException e) {
        endQuietly(roles);
        throw e;
      }
    } catch (MintingException e) {
      throw SandboxTrouble.of(e);
    }
  }

  private static Sandbox open(
      SandboxRequest request, InstantSource clock, String appVersion, SandboxRoles roles)
      throws GatehouseException, MintingException {
    int left = roles.sweep();
    if (left > 0) {
      LOG.warn("Roles of {} earlier sandboxes could not be removed.", left);
    }
    CatalogSnapshot catalog = new SourceCatalogs().read(request.source().config());
    Grant grant = request.grant(roles.roles().grantId(), clock.instant());
    MintedRoles minted =
        new RoleMinter()
            .mint(
                request.source().config(),
                roles.roles(),
                grant.end(),
                FloorPrivileges.compute(
                    FloorRequest.of(grant),
                    request.policy(),
                    catalog,
                    Analyzers.forDialect(catalog.dialect())));
    TemporaryFolder folder;
    try {
      folder = TemporaryFolder.make();
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.RECORD_UNAVAILABLE,
          "The temporary directory cannot be written, so nothing can be recorded and nothing runs;"
              + " check TMPDIR and the space that is left.",
          e);
    }
    return new Sandbox(
        new Parts(
            request,
            grant,
            minted,
            MaskKey.random(new SecureRandom()),
            SandboxRecord.in(folder.path(), clock),
            clock,
            appVersion),
        roles,
        folder);
  }

  /** What the server speaks. */
  public Dialect dialect() {
    return parts.request().source().id().dialect();
  }

  /**
   * The session in which the next statement runs; a new one where the last has ended.
   *
   * @throws GatehouseException where none can be opened
   */
  public synchronized GovernedSession session() throws GatehouseException {
    if (closed) {
      throw new GatehouseException(Kind.NO_GRANT, "The sandbox was closed; run the command again.");
    }
    GovernedSession open = session;
    if (open == null || open.ended()) {
      open = newSession();
      session = open;
    }
    return open;
  }

  private GovernedSession newSession() throws GatehouseException {
    CatalogSnapshot catalog = readSchema();
    StatementAnalyzer analyzer = Analyzers.forDialect(catalog.dialect());
    String id = parts.grant().id() + "_" + ++sessions;
    StatementExecutor executor = executor(catalog);
    try {
      return GovernedSessions.open(
          new SessionParts(
              id,
              parts.request().principal(),
              parts.grant(),
              parts.request().policy(),
              parts.maskKey(),
              analyzer,
              catalog,
              this::schemaAgain,
              executor,
              parts.record().open(id),
              parts.clock(),
              () -> Optional.of(parts.grant().end()),
              reason -> LOG.debug("The sandbox's session ended: {}", reason),
              new ClientInfo(parts.record().device(), "sandbox", parts.appVersion())));
    } catch (AuditUnavailableException e) {
      executor.close();
      throw new GatehouseException(Kind.RECORD_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private StatementExecutor executor(CatalogSnapshot catalog) {
    MintedRoles minted = parts.minted();
    return JdbcStatementExecutor.open(
        asPlainRole().jdbcUrl(),
        minted.roles().plain(),
        minted.plainPassword(),
        minted.roles().sensitive(),
        minted.sensitivePassword(),
        catalog.searchPath(),
        "gatehouse policy try");
  }

  /** As everybody with a grant sees it. */
  private CatalogSnapshot readSchema() throws GatehouseException {
    try {
      return new SourceCatalogs().read(asSeen());
    } catch (MintingException e) {
      throw SandboxTrouble.of(e);
    }
  }

  private CatalogSnapshot schemaAgain() {
    try {
      return new SourceCatalogs().read(asSeen());
    } catch (MintingException e) {
      throw new IllegalStateException("The schema cannot be read again.", e);
    }
  }

  /** The plain role sees it on PostgreSQL; MariaDB and MySQL hide too much from it. */
  private SourceConfig asSeen() {
    return switch (parts.request().source().id().dialect()) {
      case POSTGRESQL -> asPlainRole();
      case MARIADB, MYSQL -> parts.request().source().config();
    };
  }

  private SourceConfig asPlainRole() {
    MintedRoles minted = parts.minted();
    return parts.request().source().as(minted.roles().plain(), minted.plainPassword());
  }

  private static void endQuietly(SandboxRoles roles) {
    try {
      roles.close();
    } catch (MintingException e) {
      LOG.warn("The sandbox's roles could not be removed.", e);
    }
  }

  /**
   * Ends the session and removes the roles and the record; a second call waits for the first and
   * does nothing more, so that a process which is told to stop does not end in the middle of it.
   *
   * @throws GatehouseException where the roles may still be there; the next sandbox of this account
   *     removes them
   */
  @Override
  public void close() throws GatehouseException {
    closing.lock();
    try {
      GovernedSession open;
      synchronized (this) {
        if (closed) {
          return;
        }
        closed = true;
        open = session;
      }
      end(open);
    } finally {
      closing.unlock();
    }
  }

  private void end(@Nullable GovernedSession open) throws GatehouseException {
    try {
      if (open != null) {
        open.close();
      }
      roles.close();
    } catch (MintingException e) {
      throw new GatehouseException(
          Kind.FAULT,
          "The sandbox's roles "
              + String.join(" and ", roles.roles().names())
              + " could not be removed ("
              + e.getMessage()
              + "); the next run removes them.",
          e);
    } finally {
      folder.close();
    }
  }
}
