package dev.gatehouse.app.client.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OpenID Connect provider on loopback whose answers a test lays out beforehand, and whose
 * requests it reads afterwards.
 */
final class ScriptedProvider implements AutoCloseable {
  /** A request's path, its form, and its Authorization header. */
  record Asked(String path, Map<String, String> form, String authorization) {}

  /** An answer. */
  record Answer(int status, String json) {}

  private final HttpServer server;
  private final ECKey key;
  private final List<Asked> asked = new ArrayList<>();
  private final Deque<Answer> tokenAnswers = new ArrayDeque<>();
  private String devicePage = "https://login.example.org/device";
  private boolean deviceOffered = true;

  ScriptedProvider() throws IOException, JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 8);
    server.createContext("/", this::handle);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized List<Asked> asked(String path) {
    return asked.stream().filter(request -> request.path().equals(path)).toList();
  }

  /** The token endpoint's next answer. */
  synchronized ScriptedProvider answers(int status, String json) {
    tokenAnswers.add(new Answer(status, json));
    return this;
  }

  ScriptedProvider answersError(String code) {
    return answers(400, "{\"error\":\"" + code + "\"}");
  }

  ScriptedProvider answersTokens(String client, long seconds) {
    return answers(
        200,
        """
        {"access_token":"%s","token_type":"Bearer","expires_in":%d,"refresh_token":"r-1",
         "id_token":"%s"}
        """
            .formatted(token("gatehouse-control", seconds), seconds, token(client, seconds)));
  }

  void showsDevicePage(String page) {
    devicePage = page;
  }

  void offersNoDevice() {
    deviceOffered = false;
  }

  /** A token of this provider. */
  String token(String audience, long seconds) {
    try {
      Instant now = Instant.now();
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(),
              new JWTClaimsSet.Builder()
                  .issuer(issuer())
                  .subject("ada")
                  .audience(audience)
                  .issueTime(Date.from(now))
                  .expirationTime(Date.from(now.plusSeconds(seconds)))
                  .build());
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String header = exchange.getRequestHeaders().getFirst("Authorization");
      Answer answer = answer(new Asked(path, form(body), header == null ? "" : header));
      byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Answer answer(Asked request) {
    asked.add(request);
    return switch (request.path()) {
      case "/.well-known/openid-configuration" -> new Answer(200, discovery());
      case "/jwks" -> new Answer(200, new JWKSet(key.toPublicJWK()).toString());
      case "/device" -> device();
      case "/token" -> tokenAnswers.isEmpty() ? new Answer(500, "{}") : tokenAnswers.removeFirst();
      default -> new Answer(200, "{}");
    };
  }

  private Answer device() {
    return new Answer(
        200,
        """
        {"device_code":"d-1","user_code":"ABCD-EFGH","verification_uri":"%s",
         "verification_uri_complete":"%s?user_code=ABCD-EFGH","expires_in":60,"interval":5}
        """
            .formatted(devicePage, devicePage));
  }

  private String discovery() {
    return """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         %2$s"revocation_endpoint":"%1$s/revoke","end_session_endpoint":"%1$s/logout",
         "jwks_uri":"%1$s/jwks","subject_types_supported":["public"],
         "response_types_supported":["code"],
         "id_token_signing_alg_values_supported":["ES256"]}
        """
        .formatted(
            issuer(),
            deviceOffered ? "\"device_authorization_endpoint\":\"" + issuer() + "/device\"," : "");
  }

  static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  URI uri() {
    return URI.create(issuer());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
