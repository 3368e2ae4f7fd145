package dev.gatehouse.app.demo.idp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** One request and its answer. */
final class Exchange {
  private static final int MOST_BODY = 16 << 10;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpExchange http;

  Exchange(HttpExchange http) {
    this.http = http;
  }

  String method() {
    return http.getRequestMethod();
  }

  String path() {
    return http.getRequestURI().getPath();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
  }

  Parameters query() throws OAuthError {
    return Parameters.parse(http.getRequestURI().getRawQuery());
  }

  Parameters form() throws OAuthError, IOException {
    String type = header("Content-Type").orElse("");
    if (!type.split(";")[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded")) {
      throw new OAuthError("invalid_request", "The body must be a form.");
    }
    byte[] body = http.getRequestBody().readNBytes(MOST_BODY + 1);
    if (body.length > MOST_BODY) {
      throw new OAuthError("invalid_request", "The body is too long.");
    }
    return Parameters.parse(new String(body, StandardCharsets.UTF_8));
  }

  void json(int status, Map<String, ?> body) throws IOException {
    raw(status, "application/json", JSON.writeValueAsString(body));
  }

  void error(int status, OAuthError error) throws IOException {
    json(status, Map.of("error", error.code(), "error_description", error.description()));
  }

  /**
   * @param formTarget further origins that the page's form may lead to; browsers apply it to
   *     redirects after a form as well
   */
  void html(int status, String page, String formTarget) throws IOException {
    headers()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
                + (formTarget.contains("[") ? "" : "; form-action 'self' " + formTarget));
    headers().set("X-Frame-Options", "DENY");
    raw(status, "text/html; charset=utf-8", page);
  }

  void redirect(URI target) throws IOException {
    headers().set("Location", target.toString());
    raw(303, "text/plain; charset=utf-8", "");
  }

  void raw(int status, String type, String body) throws IOException {
    headers().set("Content-Type", type);
    headers().set("Cache-Control", "no-store");
    headers().set("Referrer-Policy", "no-referrer");
    headers().set("X-Content-Type-Options", "nosniff");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      http.getResponseBody().write(bytes);
    }
  }

  private Headers headers() {
    return http.getResponseHeaders();
  }
}
