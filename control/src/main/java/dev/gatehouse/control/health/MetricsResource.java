package dev.gatehouse.control.health;

import dev.gatehouse.control.database.ControlDatabase;
import dev.gatehouse.control.events.GrantEvents;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@code GET /metrics}: what this replica does, in Prometheus's text format 0.0.4. It holds numbers
 * only, no name of a person, source or grant.
 */
public final class MetricsResource {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String BEGUN = MetricsResource.class.getName();
  private static final double NANOS = 1e9;

  private final ControlDatabase database;
  private final GrantEvents events;
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder timed = new LongAdder();

  public MetricsResource(ControlDatabase database, GrantEvents events) {
    this.database = database;
    this.events = events;
  }

  /** Adds the route, and counts every request from now on. */
  public void register(RoutesConfig routes) {
    routes.before(ctx -> ctx.attribute(BEGUN, System.nanoTime()));
    routes.after(this::count);
    routes.get("/metrics", ctx -> ctx.contentType(TYPE).result(text()));
  }

  private void count(Context ctx) {
    String labels =
        String.format(
            Locale.ROOT, "method=\"%s\",status=\"%d\"", ctx.method().name(), ctx.statusCode());
    requests.computeIfAbsent(labels, key -> new LongAdder()).increment();
    Long begun = ctx.attribute(BEGUN);
    // A stream lasts as long as its token and says nothing of how quick the service is.
    if (begun != null && !ctx.path().equals("/v1/events")) {
      nanos.add(System.nanoTime() - begun);
      timed.increment();
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder(1_000);
    head(text, "gatehouse_http_requests_total", "counter", "Requests answered.");
    new TreeMap<>(requests)
        .forEach((labels, count) -> line(text, "gatehouse_http_requests_total", labels, count));
    head(text, "gatehouse_http_request_seconds", "summary", "Time to answer, without streams.");
    line(text, "gatehouse_http_request_seconds_sum", "", nanos.sum() / NANOS);
    line(text, "gatehouse_http_request_seconds_count", "", timed.sum());
    head(text, "gatehouse_event_streams", "gauge", "Open streams of events.");
    line(text, "gatehouse_event_streams", "", events.streams());
    head(text, "gatehouse_announcements_connected", "gauge", "Whether changes come through.");
    line(text, "gatehouse_announcements_connected", "", events.isListening() ? 1 : 0);
    head(text, "gatehouse_grants", "gauge", "Grants that are not over, on all replicas.");
    database
        .openGrants()
        .forEach(
            (state, count) -> line(text, "gatehouse_grants", "state=\"" + state + "\"", count));
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, String labels, Object value) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
  }
}
