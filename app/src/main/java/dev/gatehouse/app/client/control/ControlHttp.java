package dev.gatehouse.app.client.control;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Sends requests to the control service and turns every trouble of the network into one sentence.
 * Follows no redirect: a token goes where it was meant to go. Safe for many threads.
 */
final class ControlHttp implements AutoCloseable {
  /** How long one call may take; an answer is prepared in far less. */
  private static final Duration CALL_LIMIT = Duration.ofSeconds(30);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** Largest answer: a recording of a long session. */
  private static final long MOST_BYTES = 256L << 20;

  private final ControlAddress address;
  private final String userAgent;
  private final HttpClient client;

  ControlHttp(ControlAddress address, String appVersion) {
    this.address = address;
    this.userAgent = "Gatehouse/" + appVersion;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  ControlAddress address() {
    return address;
  }

  /** A request to a path of the service, without a body or authentication yet. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.at(path))
        .timeout(CALL_LIMIT)
        .header("User-Agent", userAgent);
  }

  /** Sends and reads the whole answer; any status. */
  HttpResponse<byte[]> send(HttpRequest request) throws GatehouseException {
    return send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
  }

  /** Sends; the body as the handler reads it; any status. */
  <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws GatehouseException {
    try {
      return client.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatehouseException(Kind.FAULT, "Given up before the control service answered.", e);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private GatehouseException unreachable(IOException e) {
    String sentence =
        switch (e) {
          case HttpTimeoutException timeout ->
              "The control service at " + address + " did not answer in time; try again.";
          case SSLException tls ->
              "The control service at "
                  + address
                  + " does not show a certificate that this machine trusts; ask whoever runs it.";
          case ConnectException refused ->
              "The control service at "
                  + address
                  + " does not answer; check the address (--control or GATEHOUSE_CONTROL) and that"
                  + " it is running.";
          case UnknownHostException host ->
              "The control service at "
                  + address
                  + " cannot be found; check the address (--control or GATEHOUSE_CONTROL).";
          default -> "The connection to the control service at " + address + " broke; try again.";
        };
    return new GatehouseException(Kind.CONTROL_UNREACHABLE, sentence, e);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
