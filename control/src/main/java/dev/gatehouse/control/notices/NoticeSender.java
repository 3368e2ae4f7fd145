package dev.gatehouse.control.notices;

import dev.gatehouse.control.config.NoticeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes one attempt at a delivery. It follows no redirect and reads next to nothing of the answer.
 * Thread-safe.
 */
final class NoticeSender implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final long MOST_BYTES = 64 * 1024;
  private static final long MOST_WAIT_SECONDS = 3600;

  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  NoticeSender(InstantSource clock) {
    this.clock = clock;
  }

  /** How an attempt ended. */
  sealed interface Outcome {
    /** Taken. */
    record Sent(int status) implements Outcome {}

    /**
     * Not taken.
     *
     * @param why a status or the kind of failure; never an address
     * @param notBefore how long the receiver asks to wait
     */
    record Failed(String why, Optional<Duration> notBefore) implements Outcome {}

    /** The receiver says that it is there no longer (410). */
    record Gone() implements Outcome {}
  }

  Outcome send(NoticeConfig to, Notice notice) throws InterruptedException {
    byte[] body = NoticeMessages.body(notice, to.kind());
    try {
      URI url = URI.create(to.url().reveal());
      if (!NoticeConfig.isProtected(url)) {
        return new Outcome.Failed("the address is not protected", Optional.empty());
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(url)
              .timeout(LIMIT)
              .header("Content-Type", "application/json")
              .header("User-Agent", "Gatehouse")
              .POST(BodyPublishers.ofByteArray(body));
      to.signing()
          .ifPresent(
              key ->
                  WebhookSignature.headers(
                          key.reveal(), notice.id().toString(), clock.instant(), body)
                      .forEach(request::header));
      return outcome(
          http.send(request.build(), BodyHandlers.limiting(BodyHandlers.discarding(), MOST_BYTES)));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      // Messages of these name the address.
      return new Outcome.Failed(e.getClass().getSimpleName(), Optional.empty());
    }
  }

  private static Outcome outcome(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Outcome.Sent(status);
    }
    if (status == 410) {
      return new Outcome.Gone();
    }
    Optional<Duration> wait =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(value -> value.matches("[0-9]{1,6}"))
            .map(value -> Duration.ofSeconds(Math.min(MOST_WAIT_SECONDS, Long.parseLong(value))));
    return new Outcome.Failed("status " + status, wait);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
