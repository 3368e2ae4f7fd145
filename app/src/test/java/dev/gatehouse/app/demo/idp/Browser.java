package dev.gatehouse.app.demo.idp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser and a client do, step by step, so that a test can do a step wrong. */
final class Browser {
  private static final Pattern PAGE = Pattern.compile("name=\"page\" value=\"([^\"]+)\"");
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI issuer;

  Browser(URI issuer) {
    this.issuer = issuer;
  }

  HttpResponse<String> get(String path, Map<String, String> query) {
    String encoded = query.isEmpty() ? "" : "?" + Parameters.encode(query);
    return send(HttpRequest.newBuilder(URI.create(issuer + path + encoded)));
  }

  HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(Parameters.encode(form)));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The parameters of a redirect back to the client. */
  static Map<String, String> answer(HttpResponse<String> response) throws OAuthError {
    if (response.statusCode() != 303) {
      throw new AssertionError("No redirect but " + response.statusCode() + response.body());
    }
    URI location = URI.create(response.headers().firstValue("Location").orElseThrow());
    return Parameters.parse(location.getRawQuery()).values();
  }

  static String page(HttpResponse<String> login) {
    Matcher matcher = PAGE.matcher(login.body());
    if (!matcher.find()) {
      throw new AssertionError("No login page: " + login.body());
    }
    return matcher.group(1);
  }

  /** The given parameters with one changed; an empty value takes it away. */
  static Map<String, String> with(Map<String, String> parameters, String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.put(name, value);
    return changed;
  }
}
