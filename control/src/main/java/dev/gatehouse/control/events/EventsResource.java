package dev.gatehouse.control.events;

import dev.gatehouse.control.events.GrantEvents.Event;
import dev.gatehouse.control.events.GrantEvents.Subscription;
import dev.gatehouse.control.http.Json;
import dev.gatehouse.control.identity.Caller;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/events}: a stream of server-sent events. It begins with the state of each of the
 * person's recent grants, so that nothing that happened between two streams is missed, and ends
 * when the token that opened it does.
 */
public final class EventsResource {
  private static final Logger LOG = LoggerFactory.getLogger(EventsResource.class);

  private final GrantEvents events;
  private final Function<Caller, List<Event>> current;
  private final Duration heartbeat;
  private final InstantSource clock;

  /**
   * @param current the state of each of the person's recent grants and requests
   */
  public EventsResource(
      GrantEvents events,
      Function<Caller, List<Event>> current,
      Duration heartbeat,
      InstantSource clock) {
    this.events = events;
    this.current = current;
    this.heartbeat = heartbeat;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/v1/events", this::stream);
  }

  private void stream(Context ctx) {
    Caller caller = Caller.of(ctx);
    try (Subscription subscription = events.subscribe(caller)) {
      ctx.contentType("text/event-stream").header("Cache-Control", "no-store");
      ServletOutputStream out = ctx.res().getOutputStream();
      send(out, "heartbeat", Map.of());
      for (Event event : current.apply(caller)) {
        send(out, event.name(), event.fields());
      }
      while (!subscription.isOver() && clock.instant().isBefore(caller.until())) {
        Event event = subscription.waiting().poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
          send(out, "heartbeat", Map.of());
        } else if (!event.name().isEmpty()) {
          send(out, event.name(), event.fields());
        }
      }
    } catch (IOException e) {
      LOG.debug("A stream of events was closed by its client");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(ServletOutputStream out, String event, Object data) throws IOException {
    String text = "event: " + event + "\ndata: " + Json.write(data) + "\n\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
