package dev.gatehouse.app.demo.idp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running identity provider for the demo: anybody on this machine signs in as anybody. It listens
 * on 127.0.0.1 and nowhere else, and its keys die with it.
 */
public final class DemoIdentityProvider implements AutoCloseable {
  /** The only client it knows: public, with PKCE. */
  public static final String CLIENT_ID = "gatehouse-workbench";

  /** The audience of its access tokens. */
  public static final String AUDIENCE = "gatehouse-control";

  /** The scopes it serves. */
  public static final String SCOPES = "openid profile email offline_access";

  private static final Logger log = LoggerFactory.getLogger(DemoIdentityProvider.class);

  private final HttpServer server;
  private final ExecutorService executor;
  private final String authority;
  private final Endpoints endpoints;

  private DemoIdentityProvider(HttpServer server, InstantSource clock) {
    this.server = server;
    this.executor = Executors.newVirtualThreadPerTaskExecutor();
    this.authority = "127.0.0.1:" + server.getAddress().getPort();
    this.endpoints = new Endpoints("http://" + authority, clock);
  }

  /**
   * Starts it.
   *
   * @param port the port on 127.0.0.1, or 0 for a free one
   * @param clock tells the time for every token
   * @throws IOException where the port is in use
   */
  public static DemoIdentityProvider start(int port, InstantSource clock) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 16);
    DemoIdentityProvider provider = new DemoIdentityProvider(server, clock);
    server.setExecutor(provider.executor);
    server.createContext("/", provider::handle);
    server.start();
    return provider;
  }

  /** Its issuer, which is also its address. */
  public URI issuer() {
    return URI.create("http://" + authority);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      Exchange exchange = new Exchange(http);
      // A name that resolves to loopback must not reach it from a foreign site.
      if (!authority.equals(exchange.header("Host").orElse(""))) {
        exchange.raw(421, "text/plain; charset=utf-8", "This is " + issuer() + ".");
        return;
      }
      endpoints.serve(exchange);
    } catch (IOException | RuntimeException e) {
      log.warn("A request to the demo's identity provider failed.", e);
      throw e;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
