package dev.gatehouse.app.client.keycloak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Keycloak of its own on loopback, in memory, with one realm. The unpacked distribution is named
 * by the system property {@code keycloak.home}; the Maven profile {@code keycloak} sets it.
 */
final class KeycloakServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private final Process process;
  private final URI issuer;

  private KeycloakServer(Process process, URI issuer) {
    this.process = process;
    this.issuer = issuer;
  }

  /** Starts it with that realm; returns when it answers. */
  static KeycloakServer start(KeycloakRealm realm, Path folder)
      throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("keycloak.home", "target/keycloak/keycloak-26.7.3"));
    Path script = home.resolve("bin/kc.sh");
    if (!Files.isRegularFile(script)) {
      throw new IllegalStateException("There is no Keycloak in " + home + "; use -Pkeycloak.");
    }
    Path imports = Files.createDirectories(home.resolve("data/import"));
    Files.writeString(imports.resolve("gatehouse-realm.json"), realm.json());
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "bash",
                    script.toAbsolutePath().toString(),
                    "start-dev",
                    "--db=dev-mem",
                    "--import-realm",
                    "--http-host=127.0.0.1",
                    "--http-port=" + port,
                    "--hostname-strict=false"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keycloak.log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    // A server for some minutes: what starts fast, not what runs fastest.
    builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", KeycloakRealm.random());
    KeycloakServer server =
        new KeycloakServer(
            builder.start(), URI.create("http://127.0.0.1:" + port + "/realms/gatehouse"));
    try {
      server.awaitAnswer(folder.resolve("keycloak.log"));
      return server;
    } catch (IOException | RuntimeException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  URI issuer() {
    return issuer;
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
            .timeout(Duration.ofSeconds(20))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (Instant.now().isBefore(end) && process.isAlive()) {
        try {
          if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // It does not listen before it is ready.
        }
        process.waitFor(200, TimeUnit.MILLISECONDS);
      }
    }
    throw new IllegalStateException("Keycloak did not start: " + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
