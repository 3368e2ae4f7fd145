package dev.gatehouse.control.notices;

import dev.gatehouse.control.config.NoticeConfig;
import dev.gatehouse.control.config.NoticeConfig.Topic;
import dev.gatehouse.control.notices.NoticeSender.Outcome;
import dev.gatehouse.control.notices.NoticeStore.Delivery;
import dev.gatehouse.control.notices.NoticeStore.Found;
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

/**
 * Sends what waits, each destination at its own pace. Any number of replicas may run it: a delivery
 * is made by one of them, and by another only where the first did not say in time how it went.
 * Thread-safe.
 */
public final class Notices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration UNTOLD = Duration.ofMinutes(10);

  private final NoticeStore store;
  private final NoticeSender sender;
  private final List<NoticeConfig> destinations;
  private final Supplier<URI> service;
  private final NoticeTimes times;
  private final ScheduledExecutorService clockwork;

  /**
   * @param service the address that people reach the service at, for links
   */
  public Notices(
      Jdbi jdbi,
      List<NoticeConfig> destinations,
      Supplier<URI> service,
      NoticeTimes times,
      InstantSource clock) {
    this.store = new NoticeStore(jdbi);
    this.sender = new NoticeSender(clock);
    this.destinations = List.copyOf(destinations);
    this.service = service;
    this.times = times;
    this.clockwork =
        Executors.newScheduledThreadPool(
            destinations.size() + 1, Thread.ofVirtual().name("notices-", 0).factory());
  }

  /** Begins to send. */
  public void start() {
    List<String> names = destinations.stream().map(NoticeConfig::name).toList();
    if (names.isEmpty()) {
      // Not at once: another replica may have been started with a destination already.
      repeat(() -> store.forget(UNTOLD), SWEEP_EVERY);
    } else {
      repeat(() -> store.fanOut(names), times.lookEvery());
    }
    repeat(this::giveUp, SWEEP_EVERY);
    for (NoticeConfig destination : destinations) {
      repeat(() -> sendAll(destination), times.lookEvery());
    }
  }

  private void repeat(Runnable work, Duration every) {
    ScheduledFuture<?> unused =
        clockwork.scheduleWithFixedDelay(
            () -> attempt(work), 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A scheduled task that throws is never run again. */
  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Notices could not be looked at: {}", e.getClass().getSimpleName());
      LOG.debug("The cause", e);
    }
  }

  private void sendAll(NoticeConfig to) {
    try {
      Optional<Delivery> next = store.claim(to.name(), times.lease());
      while (next.isPresent()) {
        send(to, next.get());
        next = clockwork.isShutdown() ? Optional.empty() : store.claim(to.name(), times.lease());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(NoticeConfig to, Delivery delivery) throws InterruptedException {
    Found found = store.find(delivery, service.get());
    if (!isTold(to, found)) {
      store.finish(delivery, "not_told", "");
      return;
    }
    String grant = found.notice().grant();
    switch (sender.send(to, found.notice())) {
      case Outcome.Sent sent -> {
        store.finish(delivery, "sent", "status " + sent.status());
        LOG.info("A notice of grant {} went to {}", grant, to.name());
      }
      case Outcome.Gone gone -> {
        store.finish(delivery, "given_up", "status 410");
        LOG.warn("{} takes no notices any more; remove it from the configuration", to.name());
      }
      case Outcome.Failed failed -> {
        Duration own = times.pauseAfter(delivery.attempts());
        Duration pause = failed.notBefore().filter(asked -> asked.compareTo(own) > 0).orElse(own);
        store.retry(delivery, pause, failed.why());
        LOG.warn(
            "A notice of grant {} did not reach {} ({}); attempt {} of it, again in {} s",
            grant,
            to.name(),
            failed.why(),
            delivery.attempts(),
            pause.toSeconds());
      }
    }
  }

  /** A request that was decided or edited meanwhile is told by what came after it. */
  private static boolean isTold(NoticeConfig to, Found found) {
    return switch (found.notice().what()) {
      case REQUESTED -> found.stands() && to.tell().contains(Topic.REQUESTS);
      case APPROVED, DENIED -> to.tell().contains(topic(found));
      case LAPSED, WITHDRAWN, REVOKED, FAILED -> to.tell().contains(Topic.DECISIONS);
    };
  }

  /** What a rule decides is quiet unless it is asked for; an emergency never is. */
  private static Topic topic(Found found) {
    return found.automatic() && !found.notice().emergency() ? Topic.AUTOMATIC : Topic.DECISIONS;
  }

  private void giveUp() {
    int given = store.giveUp(times.givesUpAfter());
    if (given > 0) {
      LOG.warn("{} notices were given up after {} h", given, times.givesUpAfter().toHours());
    }
  }

  /** Ends after the deliveries that have begun, so that none of them is made again elsewhere. */
  @Override
  public void close() {
    clockwork.shutdown();
    try {
      if (!clockwork.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        clockwork.shutdownNow();
      }
    } catch (InterruptedException e) {
      clockwork.shutdownNow();
      Thread.currentThread().interrupt();
    }
    sender.close();
  }
}
