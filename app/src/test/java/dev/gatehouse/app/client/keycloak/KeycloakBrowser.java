package dev.gatehouse.app.client.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A person's browser: keeps cookies (Keycloak marks them Secure, which no client sends over http),
 * follows redirects, and fills in the forms that Keycloak shows.
 */
final class KeycloakBrowser implements Consumer<URI> {
  private static final Pattern FORM =
      Pattern.compile("<form[^>]*action=\"([^\"]+)\"", Pattern.DOTALL);
  private static final int MOST_PAGES = 12;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final String user;
  private final String password;
  private int loginForms;
  private String lastPage = "";

  KeycloakBrowser(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /** How often it was asked for a password. */
  int loginForms() {
    return loginForms;
  }

  /** The page that it stands on. */
  String lastPage() {
    return lastPage;
  }

  @Override
  public void accept(URI address) {
    try {
      browse(address);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void browse(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).header("Cookie", cookieHeader()).build();
    for (int page = 0; page < MOST_PAGES; page++) {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      keepCookies(response);
      URI here = response.uri();
      lastPage = response.body();
      if (response.statusCode() / 100 == 3) {
        URI next = here.resolve(response.headers().firstValue("Location").orElseThrow());
        request = HttpRequest.newBuilder(next).header("Cookie", cookieHeader()).build();
        continue;
      }
      String fields = fields();
      Matcher form = FORM.matcher(lastPage);
      if (fields.isEmpty() || !form.find()) {
        return;
      }
      request =
          HttpRequest.newBuilder(here.resolve(form.group(1).replace("&amp;", "&")))
              .header("Cookie", cookieHeader())
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(fields))
              .build();
    }
    throw new AssertionError("The sign-in has no end: " + lastPage);
  }

  /** What a person would put into the page's form; empty where they would do nothing. */
  private String fields() {
    if (lastPage.contains("name=\"password\"")) {
      loginForms++;
      return "username=" + encode(user) + "&password=" + encode(password) + "&credentialId=";
    }
    Matcher code = Pattern.compile("name=\"code\" value=\"([^\"]+)\"").matcher(lastPage);
    return lastPage.contains("name=\"accept\"") && code.find()
        ? "accept=Yes&code=" + encode(code.group(1))
        : "";
  }

  private void keepCookies(HttpResponse<String> response) {
    for (String cookie : response.headers().allValues("Set-Cookie")) {
      String pair = cookie.split(";", 2)[0];
      String name = pair.substring(0, pair.indexOf('='));
      boolean over = cookie.contains("Max-Age=0") || pair.endsWith("=");
      if (over) {
        cookies.remove(name);
      } else {
        cookies.put(name, pair.substring(name.length() + 1));
      }
    }
  }

  private String cookieHeader() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
