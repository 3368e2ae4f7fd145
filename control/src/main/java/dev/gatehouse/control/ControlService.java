package dev.gatehouse.control;

import dev.gatehouse.control.audit.AuditKeys;
import dev.gatehouse.control.audit.AuditResource;
import dev.gatehouse.control.audit.AuditService;
import dev.gatehouse.control.audit.AuditTimes;
import dev.gatehouse.control.audit.FolderStorage;
import dev.gatehouse.control.audit.Retention;
import dev.gatehouse.control.audit.ReviewResource;
import dev.gatehouse.control.audit.ReviewService;
import dev.gatehouse.control.audit.SegmentStorage;
import dev.gatehouse.control.config.ControlConfig;
import dev.gatehouse.control.config.StartupException;
import dev.gatehouse.control.cutoff.CutOffResource;
import dev.gatehouse.control.database.ControlDatabase;
import dev.gatehouse.control.events.EventsResource;
import dev.gatehouse.control.events.GrantEvents;
import dev.gatehouse.control.grants.Grants;
import dev.gatehouse.control.health.HealthResource;
import dev.gatehouse.control.health.MetricsResource;
import dev.gatehouse.control.http.HttpServer;
import dev.gatehouse.control.identity.IdentityResource;
import dev.gatehouse.control.identity.SharedMemory;
import dev.gatehouse.control.keys.KeysResource;
import dev.gatehouse.control.keys.ServiceKeys;
import dev.gatehouse.control.log.LogResource;
import dev.gatehouse.control.log.TransparencyLog;
import dev.gatehouse.control.notices.NoticeTimes;
import dev.gatehouse.control.notices.Notices;
import dev.gatehouse.control.notices.RequestPageResource;
import dev.gatehouse.control.policies.Policies;
import dev.gatehouse.control.policies.PoliciesResource;
import dev.gatehouse.control.policies.PolicyInForceResource;
import dev.gatehouse.control.policies.PolicyStore;
import dev.gatehouse.control.sources.Sources;
import dev.gatehouse.control.sources.SourcesResource;
import dev.gatehouse.control.statements.StatementsResource;
import dev.gatehouse.core.analysis.Analyzers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running control service: everything is put together here, by hand. Thread-safe. */
public final class ControlService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlService.class);
  private static final Duration RETENTION_LOOKS = Duration.ofHours(1);

  private final ControlDatabase database;
  private final Grants grants;
  private final GrantEvents events;
  private final Retention retention;
  private final Notices notices;
  private final HttpServer server;
  private final URI uri;

  private ControlService(
      ControlDatabase database,
      Grants grants,
      GrantEvents events,
      Retention retention,
      Notices notices,
      HttpServer server,
      URI uri) {
    this.retention = retention;
    this.notices = notices;
    this.database = database;
    this.grants = grants;
    this.events = events;
    this.server = server;
    this.uri = uri;
  }

  /**
   * Starts the service; it listens when this returns.
   *
   * @throws StartupException with one sentence where it cannot; then nothing is left running
   */
  public static ControlService start(ControlConfig config) throws StartupException {
    return start(config, Clock.systemUTC());
  }

  /** As {@link #start(ControlConfig)}, by another clock. */
  static ControlService start(ControlConfig config, InstantSource clock) throws StartupException {
    ServiceKeys keys = ServiceKeys.loadOrCreate(config.stateDirectory());
    ControlDatabase database = ControlDatabase.open(config.database());
    try {
      return start(config, clock, keys, database);
    } catch (StartupException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static ControlService start(
      ControlConfig config, InstantSource clock, ServiceKeys keys, ControlDatabase database)
      throws StartupException {
    Policies policies =
        Policies.publish(config.policyFile(), new PolicyStore(database.jdbi()), keys, clock);
    Sources sources = new Sources(config.sources());
    GrantEvents events = new GrantEvents();
    AtomicReference<URI> address = new AtomicReference<>(config.publicUri().orElse(URI.create("")));
    Supplier<URI> service = address::get;
    Grants grants =
        new Grants(
            config,
            database.jdbi(),
            sources,
            policies,
            (sql, catalog) -> Analyzers.forDialect(catalog.dialect()).analyze(sql, catalog),
            keys,
            service,
            clock);
    StatementsResource statements =
        new StatementsResource(
            database.jdbi(),
            grants,
            sources,
            policies,
            config.timing().requestLapsesAfter(),
            clock);
    CutOffResource cutOffs = new CutOffResource(database.jdbi(), sources, clock);
    TransparencyLog log = new TransparencyLog(keys.receipt());
    SegmentStorage segments = new FolderStorage(config.stateDirectory().resolve("segments"));
    AuditKeys auditKeys = new AuditKeys(keys.receipt(), keys.storage());
    AuditService audit = audit(config, database, segments, auditKeys, log, clock);
    audit.logEarlierSegments();
    ReviewService review =
        new ReviewService(database.jdbi(), segments, auditKeys, audit, log, clock);
    Retention retention = new Retention(audit, config.recording().retention(), clock);
    HttpServer server =
        HttpServer.start(
            config,
            routes -> {
              new IdentityResource(
                      config, keys, service, new SharedMemory(database.jdbi(), clock), clock)
                  .register(routes);
              new KeysResource(keys).register(routes);
              new SourcesResource(sources).register(routes);
              new PoliciesResource(policies).register(routes);
              new PolicyInForceResource(policies).register(routes);
              grants.register(routes);
              statements.register(routes);
              cutOffs.register(routes);
              new EventsResource(
                      events,
                      caller ->
                          Stream.of(
                                  grants.current(caller),
                                  statements.current(caller),
                                  cutOffs.current(caller))
                              .flatMap(List::stream)
                              .toList(),
                      config.timing().heartbeatEvery(),
                      clock)
                  .register(routes);
              new AuditResource(audit, grants::activeGrant, config.recording().strictSources())
                  .register(routes);
              new ReviewResource(review, audit).register(routes);
              new LogResource(log, database.jdbi()).register(routes);
              new HealthResource(database, events::isListening).register(routes);
              new MetricsResource(database, events).register(routes);
              new RequestPageResource().register(routes);
            });
    if (config.publicUri().isEmpty()) {
      address.set(server.uri());
    }
    Notices notices =
        new Notices(database.jdbi(), config.notices(), service, NoticeTimes.standard(), clock);
    ControlService running =
        new ControlService(database, grants, events, retention, notices, server, address.get());
    try {
      database.announceTo(events);
      grants.alsoSettle(statements::lapse);
      notices.start();
      grants.start(config.timing().reconcileEvery());
      retention.start(RETENTION_LOOKS);
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
    LOG.info("The control service listens on {}", server.uri());
    return running;
  }

  private static AuditService audit(
      ControlConfig config,
      ControlDatabase database,
      SegmentStorage segments,
      AuditKeys keys,
      TransparencyLog log,
      InstantSource clock) {
    return new AuditService(
        database.jdbi(),
        segments,
        keys,
        log,
        new AuditTimes(
            config.timing().sessionStaleAfter(), config.timing().sessionIncompleteAfter()),
        clock);
  }

  /** Where clients reach it; also the issuer of its grant tokens. */
  public URI uri() {
    return uri;
  }

  /** Where this replica itself listens. */
  URI listening() {
    return server.uri();
  }

  /** Ends the streams, stops listening, closes the database. Grants stay as they are. */
  @Override
  public void close() {
    notices.close();
    grants.close();
    retention.close();
    events.close();
    server.close();
    database.close();
    LOG.info("The control service stopped");
  }
}
