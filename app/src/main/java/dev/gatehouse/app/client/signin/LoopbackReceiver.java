package dev.gatehouse.app.client.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Receives one authorization response on this machine's loopback (RFC 8252, section 7.3): a port of
 * the moment, one path, one use.
 */
final class LoopbackReceiver implements AutoCloseable {
  private static final String PATH = "/callback";
  private final HttpServer server;
  private final URI redirect;
  private final Function<URI, Answer> judge;
  private final BlockingQueue<URI> received = new ArrayBlockingQueue<>(1);
  private boolean used;

  /** What a request to the redirect is. */
  enum Answer {
    /** The expected response, and a success. */
    SIGNED_IN,
    /** The expected response, and a refusal of the provider. */
    REFUSED,
    /** Not of this sign-in: it changes nothing. */
    FOREIGN
  }

  private LoopbackReceiver(HttpServer server, Function<URI, Answer> judge) {
    this.judge = judge;
    this.server = server;
    this.redirect = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Listens at once.
   *
   * @param ports those that the provider takes a redirect to, the first free one is used; empty for
   *     any
   * @param judge says what a request is; called on the server's thread
   * @throws IOException where none of them is free
   */
  static LoopbackReceiver listen(List<Integer> ports, Function<URI, Answer> judge)
      throws IOException {
    if (ports.isEmpty()) {
      return new LoopbackReceiver(server(0), judge);
    }
    IOException last = new IOException("No port is free.");
    for (int port : ports) {
      try {
        return new LoopbackReceiver(server(port), judge);
      } catch (BindException e) {
        last = e;
      }
    }
    throw last;
  }

  private static HttpServer server(int port) throws IOException {
    return HttpServer.create(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), /* backlog */ 8);
  }

  /** The redirect URI to ask for. */
  URI redirect() {
    return redirect;
  }

  /** Waits for the response; empty when the time is over. */
  Optional<URI> await(Duration limit) throws InterruptedException {
    return Optional.ofNullable(received.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI asked = exchange.getRequestURI();
      String host = exchange.getRequestHeaders().getFirst("Host");
      // A name that resolves to loopback must not reach this page from a foreign site.
      if (!exchange.getRequestMethod().equals("GET")
          || !redirect.getAuthority().equals(host)
          || !PATH.equals(asked.getPath())) {
        answer(exchange, 404, SignInPages.nothingHere());
        return;
      }
      Answer answer = take(asked);
      switch (answer) {
        case SIGNED_IN -> answer(exchange, 200, SignInPages.signedIn());
        case REFUSED -> answer(exchange, 400, SignInPages.refused());
        case FOREIGN -> answer(exchange, 400, SignInPages.nothingHere());
      }
      if (answer != Answer.FOREIGN) {
        received.add(redirect.resolve(asked));
      }
    }
  }

  private synchronized Answer take(URI asked) {
    Answer answer = used ? Answer.FOREIGN : judge.apply(redirect.resolve(asked));
    used |= answer != Answer.FOREIGN;
    return answer;
  }

  private static void answer(HttpExchange exchange, int status, String page) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/html; charset=utf-8");
    headers.set("Cache-Control", "no-store");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    headers.set("Connection", "close");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
