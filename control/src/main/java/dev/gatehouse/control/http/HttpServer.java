package dev.gatehouse.control.http;

import dev.gatehouse.control.config.ControlConfig;
import dev.gatehouse.control.config.Loopback;
import dev.gatehouse.control.config.StartupException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.function.Consumer;

/** The listener: loopback only, virtual threads, problems for errors. */
public final class HttpServer implements AutoCloseable {
  /** A provider's token with many groups fits; a megabyte does not. */
  private static final int HEADER_BYTES = 32 * 1024;

  private final Javalin javalin;
  private final URI uri;

  private HttpServer(Javalin javalin, URI uri) {
    this.javalin = javalin;
    this.uri = uri;
  }

  /**
   * Starts listening.
   *
   * @param routes adds the routes
   * @throws StartupException where the address is not loopback or the port is in use
   */
  public static HttpServer start(ControlConfig config, Consumer<RoutesConfig> routes)
      throws StartupException {
    String host = config.host();
    if (!Loopback.isLoopback(host)) {
      throw new StartupException(
          "The control service does not listen on "
              + host
              + " because it has no TLS of its own; listen on 127.0.0.1 and put a TLS proxy before"
              + " it.");
    }
    Javalin javalin = Javalin.create(javalinConfig -> configure(javalinConfig, routes));
    try {
      javalin.start(host, config.port());
    } catch (JavalinBindException e) {
      throw new StartupException(
          "Port "
              + config.port()
              + " on "
              + host
              + " is in use; stop the other program or choose another port.",
          e);
    }
    String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return new HttpServer(javalin, URI.create("http://" + shown + ":" + javalin.port()));
  }

  private static void configure(JavalinConfig config, Consumer<RoutesConfig> routes) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = "application/json";
    config.jsonMapper(Json.forJavalin());
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setRequestHeaderSize(HEADER_BYTES);
          http.setSendServerVersion(false);
        });
    config.jetty.modifyServer(server -> server.setErrorHandler(new JettyProblems()));
    Problems.register(config.routes);
    routes.accept(config.routes);
  }

  /** Where it listens. */
  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
