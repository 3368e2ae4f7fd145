package dev.gatehouse.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on loopback that takes notices, or does not, as a test says. */
final class NoticeReceiver implements AutoCloseable {
  /** A request that came in. */
  record Received(String path, String id, String time, String signature, String body) {}

  private final HttpServer server;
  private final BlockingQueue<Received> taken = new LinkedBlockingQueue<>();
  private final List<Received> all = new CopyOnWriteArrayList<>();
  private final Deque<Integer> refusals = new ArrayDeque<>();

  NoticeReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 16);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address, with something in it that nobody else should know. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/T0/very-secret-path";
  }

  /** The next requests are refused with that status. */
  synchronized NoticeReceiver refuses(int status, int times) {
    for (int i = 0; i < times; i++) {
      refusals.add(status);
    }
    return this;
  }

  /** The next request that was taken. */
  Received next() throws InterruptedException {
    Received next = taken.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing came; all that did: " + all);
    }
    return next;
  }

  /** Everything that came, refused or not. */
  List<Received> all() {
    return List.copyOf(all);
  }

  private synchronized int status() {
    Integer refused = refusals.poll();
    return refused == null ? 200 : refused;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      Received received =
          new Received(
              exchange.getRequestURI().getPath(),
              String.valueOf(headers.getFirst("webhook-id")),
              String.valueOf(headers.getFirst("webhook-timestamp")),
              String.valueOf(headers.getFirst("webhook-signature")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      int status = status();
      if (status / 100 == 3) {
        exchange.getResponseHeaders().set("Location", "/elsewhere");
      }
      all.add(received);
      exchange.sendResponseHeaders(status, -1);
      if (status == 200) {
        taken.add(received);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
