package dev.gatehouse.app.client.control;

import dev.gatehouse.app.session.GatehouseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Listens to {@code GET /v1/events} on a thread of its own and connects again by itself. A stream
 * that is silent for three heartbeats counts as broken.
 */
public final class EventStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final Set<String> KNOWN = Set.of("grant", "statement", "session");
  private static final long LONGEST_PAUSE_MILLIS = 15_000;

  private final ControlApi api;
  private final InstantSource clock;
  private final Listener listener;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Thread thread;
  private volatile Instant lastHeard;
  private volatile boolean closed;
  private volatile @Nullable InputStream current;

  /** Told what came; called on the stream's thread, so it returns at once. */
  public interface Listener {
    /** Connected, or connected again: what happened in between was not heard. */
    void connected();

    /** A grant of the signed-in person changed its state. */
    void grantChanged(String id, String state);

    /** A request of the signed-in person to approve a statement is in that state. */
    void statementChanged(String id, String state);

    /** A session of the signed-in person was cut off by a reviewer. */
    void sessionCutOff(String id);
  }

  /** Begins to listen. */
  public EventStream(ControlApi api, InstantSource clock, Listener listener) {
    this.api = api;
    this.clock = clock;
    this.listener = listener;
    this.lastHeard = clock.instant();
    this.thread = Thread.ofVirtual().name("events").start(this::run);
  }

  /** When anything came last, or when the listening began. */
  public Instant lastHeard() {
    return lastHeard;
  }

  /** Drops a stream that has been silent for too long; called now and then. */
  public void check() {
    InputStream stream = current;
    if (stream != null && clock.instant().isAfter(lastHeard.plus(LONGEST_SILENCE))) {
      LOG.info("The event stream is silent; connecting again.");
      closeQuietly(stream);
    }
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!closed) {
      try (InputStream stream = api.events()) {
        current = stream;
        pause = FIRST_PAUSE_MILLIS;
        lastHeard = clock.instant();
        listener.connected();
        read(stream);
      } catch (IOException | GatehouseException | RuntimeException e) {
        LOG.info("The event stream broke: {}", e.getClass().getSimpleName());
      } finally {
        current = null;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }
  }

  /**
   * Reads events as the HTML standard (server-sent events, "interpreting an event stream") does.
   */
  private void read(InputStream stream) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    String event = "";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
      lastHeard = clock.instant();
      if (line.isEmpty()) {
        dispatch(event, data.toString());
        event = "";
        data.setLength(0);
      } else if (line.startsWith("event:")) {
        event = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring("data:".length()).strip()).append('\n');
      }
    }
  }

  private void dispatch(String event, String data) {
    if (!KNOWN.contains(event)) {
      return;
    }
    try {
      record Change(@Nullable String id, @Nullable String state) {}
      Change change = json.readValue(data, Change.class);
      if (change == null || change.id() == null || change.state() == null) {
        return;
      }
      switch (event) {
        case "grant" -> listener.grantChanged(change.id(), change.state());
        case "statement" -> listener.statementChanged(change.id(), change.state());
        default -> listener.sessionCutOff(change.id());
      }
    } catch (JacksonException e) {
      LOG.warn("An event cannot be read: {}", e.getClass().getSimpleName());
    }
  }

  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      LOG.debug("A broken stream does not close: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    closed = true;
    InputStream stream = current;
    if (stream != null) {
      closeQuietly(stream);
    }
    thread.interrupt();
  }
}
