package dev.gatehouse.control.grants;

import dev.gatehouse.control.config.ControlConfig;
import dev.gatehouse.control.events.GrantEvents.Event;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.keys.ServiceKeys;
import dev.gatehouse.control.minting.RoleEnder;
import dev.gatehouse.control.policies.Policies;
import dev.gatehouse.control.sources.Sources;
import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.grant.Grant;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything about grants, put together. Thread-safe. */
public final class Grants implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Grants.class);
  private static final Duration RECENT = Duration.ofHours(9);
  private static final Duration SETTLE_EVERY = Duration.ofSeconds(1);

  private final GrantStore store;
  private final Sources sources;
  private final GrantsResource resource;
  private final SimilarRequestsResource similar;
  private final Reconciler reconciler;
  private final InstantSource clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("grants").daemon(true).factory());

  /**
   * @param analyzer reads the definitions of views, whose columns may show masked ones
   * @param service the service's own address, known once it listens
   */
  public Grants(
      ControlConfig config,
      Jdbi jdbi,
      Sources sources,
      Policies policies,
      StatementAnalyzer analyzer,
      ServiceKeys keys,
      Supplier<URI> service,
      InstantSource clock) {
    Duration lapsesAfter = config.timing().requestLapsesAfter();
    GrantNotices notices = new GrantNotices();
    RoleEnder ender = new RoleEnder();
    this.store = new GrantStore(jdbi);
    this.sources = sources;
    this.clock = clock;
    this.similar = new SimilarRequestsResource(new SimilarRequests(jdbi, store, clock));
    GrantEndings endings = new GrantEndings(store, sources, ender, notices, clock);
    this.reconciler = new Reconciler(store, sources, ender, endings, lapsesAfter, clock);
    this.resource =
        new GrantsResource(
            store,
            new GrantRequests(store, sources, policies, notices, clock),
            new GrantReviews(store, notices, lapsesAfter, clock),
            new GrantActivations(store, sources, policies, analyzer, keys, service, notices, clock),
            endings,
            new GrantEmergencies(store, clock));
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    resource.register(routes);
    similar.register(routes);
  }

  /** Does that too about every second; before {@link #start}. */
  public void alsoSettle(Runnable work) {
    repeat(work, SETTLE_EVERY);
  }

  /** Reconciles now, and from now on. */
  public void start(Duration reconcileEvery) {
    reconciler.run();
    repeat(reconciler::endWhatIsOver, SETTLE_EVERY);
    repeat(reconciler::run, reconcileEvery);
  }

  private void repeat(Runnable work, Duration every) {
    ScheduledFuture<?> unused =
        clockwork.scheduleWithFixedDelay(
            () -> attempt(work), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A scheduled task that throws is never run again. */
  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("Grants could not be reconciled", e);
    }
  }

  /** The state of each of the person's grants that may matter to an open session. */
  public List<Event> current(Caller caller) {
    return store.ofRequester(caller).stream()
        .filter(row -> row.requestedAt().isAfter(clock.instant().minus(RECENT.multipliedBy(4))))
        .map(row -> Event.grant(row.id(), row.state().word()))
        .toList();
  }

  /**
   * The active grant of that id, where the caller may use it now; for recorded sessions.
   *
   * @return empty where there is none, it is another's, or it does not hold
   */
  public Optional<Grant> activeGrant(Caller caller, String id) {
    return store
        .find(id)
        .filter(row -> row.isOf(caller) && row.state() == GrantState.ACTIVE)
        .filter(row -> !row.isOverAt(clock.instant()))
        .flatMap(row -> sources.find(row.terms().source()).map(source -> row.toGrant(source.id())));
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
