package dev.gatehouse.app.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person at a browser who chooses an account of the demo's identity provider. */
public final class DemoBrowser implements Consumer<URI> {
  private static final Pattern PAGE = Pattern.compile("name=\"page\" value=\"([^\"]+)\"");
  private final HttpClient http = HttpClient.newHttpClient();
  private final String account;
  private String lastPage = "";

  /** Chooses that account, such as {@code analyst}. */
  public DemoBrowser(String account) {
    this.account = account;
  }

  /** The text of the page that the sign-in ended on. */
  public String lastPage() {
    return lastPage;
  }

  @Override
  public void accept(URI address) {
    try {
      String form = body(HttpRequest.newBuilder(address).build());
      Matcher page = PAGE.matcher(form);
      if (!page.find()) {
        throw new AssertionError("The identity provider shows no form: " + form);
      }
      HttpResponse<String> chosen =
          http.send(
              HttpRequest.newBuilder(address.resolve("/login"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "page=" + encode(page.group(1)) + "&account=" + encode(account)))
                  .build(),
              BodyHandlers.ofString());
      URI back = URI.create(chosen.headers().firstValue("Location").orElseThrow());
      lastPage = body(HttpRequest.newBuilder(back).build());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String body(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
