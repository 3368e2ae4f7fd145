package dev.gatehouse.app.demo;

import dev.gatehouse.app.demo.idp.DemoAccount;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for the person at a browser: opens the sign-in's address, chooses an account on the
 * page, and follows where that leads. It knows of the page what a browser sees.
 */
public final class HeadlessBrowser implements Consumer<URI> {
  private static final Logger log = LoggerFactory.getLogger(HeadlessBrowser.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern ACTION =
      Pattern.compile("<form method=\"post\" action=\"([^\"]+)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final DemoAccount account;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(PATIENCE).proxy(HttpClient.Builder.NO_PROXY).build();

  public HeadlessBrowser(DemoAccount account) {
    this.account = account;
  }

  /** Returns at once, as opening a browser does. */
  @Override
  public void accept(URI address) {
    Thread.ofVirtual().name("headless-browser").start(() -> browse(address));
  }

  private void browse(URI address) {
    try {
      String page = send(HttpRequest.newBuilder(address)).body();
      Matcher action = ACTION.matcher(page);
      if (!action.find()) {
        throw new IOException("The sign-in page holds no form.");
      }
      StringBuilder form = new StringBuilder("account=" + encode(account.id()));
      Matcher hidden = HIDDEN.matcher(page);
      while (hidden.find()) {
        form.append('&')
            .append(encode(hidden.group(1)))
            .append('=')
            .append(encode(hidden.group(2)));
      }
      HttpResponse<String> chosen =
          send(
              HttpRequest.newBuilder(address.resolve(action.group(1)))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
      URI back =
          URI.create(
              chosen
                  .headers()
                  .firstValue("Location")
                  .orElseThrow(() -> new IOException("The choice led nowhere.")));
      send(HttpRequest.newBuilder(back));
    } catch (IOException e) {
      // The client notices: no answer reaches it before its own patience ends.
      log.warn("The headless browser could not sign in.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
