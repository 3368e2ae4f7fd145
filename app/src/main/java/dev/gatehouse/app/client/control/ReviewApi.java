package dev.gatehouse.app.client.control;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.control.api.AccessView;
import dev.gatehouse.control.api.LiveSessionView;
import dev.gatehouse.control.api.NoteRequest;
import dev.gatehouse.control.api.NoteView;
import dev.gatehouse.control.api.ReportView;
import dev.gatehouse.control.api.SessionView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The calls of reviewers. Safe for many threads. */
public final class ReviewApi {
  private final ControlApi api;

  public ReviewApi(ControlApi api) {
    this.api = api;
  }

  private record Erased(int segments) {}

  /** {@code GET /v1/sessions} with those parameters. */
  public List<SessionView> sessions(Map<String, String> query) throws GatehouseException {
    String parameters =
        new TreeMap<>(query)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    String path = "/v1/sessions" + (parameters.isEmpty() ? "" : "?" + parameters);
    return List.of(api.get(path, SessionView[].class));
  }

  public List<LiveSessionView> live() throws GatehouseException {
    return List.of(api.get("/v1/sessions/live", LiveSessionView[].class));
  }

  public List<NoteView> notes(String sessionId) throws GatehouseException {
    return List.of(api.get(path(sessionId, "notes"), NoteView[].class));
  }

  public NoteView addNote(String sessionId, NoteRequest note) throws GatehouseException {
    return api.post(path(sessionId, "notes"), note, NoteView.class);
  }

  public List<AccessView> accesses(String sessionId) throws GatehouseException {
    return List.of(api.get(path(sessionId, "accesses"), AccessView[].class));
  }

  public ReportView report(String sessionId) throws GatehouseException {
    return api.get(path(sessionId, "report"), ReportView.class);
  }

  /** Returns how many segments can no longer be opened. */
  public int erase(String sessionId) throws GatehouseException {
    return api.post(path(sessionId, "erase"), Map.of(), Erased.class).segments();
  }

  /**
   * A file of the log.
   *
   * @param name such as {@code tile/0/000.p/12}
   */
  public byte[] logFile(String name) throws GatehouseException {
    return api.bytes("/v1/log/" + name);
  }

  private static String path(String sessionId, String what) {
    return "/v1/sessions/" + encoded(sessionId) + "/" + what;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
