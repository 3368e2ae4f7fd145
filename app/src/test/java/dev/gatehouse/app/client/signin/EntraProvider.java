package dev.gatehouse.app.client.signin;

import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A provider on loopback that speaks Entra ID's endpoints for one tenant: codes are bound by PKCE,
 * device codes wait for the person, refresh tokens rotate, secrets are compared. MSAL's own
 * requests to Microsoft's host are led here.
 */
final class EntraProvider implements AutoCloseable {
  static final String TENANT = "11111111-2222-3333-4444-555555555555";
  static final String ISSUER = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
  static final String CLIENT = "66666666-7777-8888-9999-000000000000";
  private static final String HOST = "https://login.microsoftonline.com";
  private static final String BASE = "/" + TENANT + "/oauth2/v2.0/";

  private final HttpServer server;
  private final Map<String, String> challenges = new HashMap<>();
  private final List<Map<String, String>> tokenRequests = new ArrayList<>();
  private final String serviceSecret = UUID.randomUUID().toString();
  private String refreshToken = "";
  private int pendingAnswers = 1;
  private long lifeSeconds = 3600;
  private int issued;

  EntraProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 8);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What MSAL sends to Microsoft's host goes to this server, and nothing to any other. */
  IHttpClient client() {
    return request -> {
      String asked = request.url().toString();
      if (!asked.startsWith(HOST + "/")) {
        throw new AssertionError("MSAL asks " + asked);
      }
      URI here =
          URI.create(
              "http://127.0.0.1:" + server.getAddress().getPort() + asked.substring(HOST.length()));
      HttpRequest.Builder sent =
          HttpRequest.newBuilder(here)
              .method(
                  request.httpMethod().name(),
                  request.body() == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(request.body()));
      try (HttpClient http = HttpClient.newHttpClient()) {
        return answer(http.send(sent.build(), BodyHandlers.ofString()));
      }
    };
  }

  private static IHttpResponse answer(java.net.http.HttpResponse<String> received) {
    HttpResponse response = new HttpResponse();
    response.statusCode(received.statusCode());
    response.addHeaders(Map.of("Content-Type", List.of("application/json")));
    response.body(received.body());
    return response;
  }

  /** A person signs in in the browser: a code that only the holder of the verifier redeems. */
  synchronized String signIn(String challenge) {
    String code = UUID.randomUUID().toString();
    challenges.put(code, challenge);
    return code;
  }

  synchronized void tokensLive(long seconds) {
    lifeSeconds = seconds;
  }

  String serviceSecret() {
    return serviceSecret;
  }

  synchronized List<Map<String, String>> tokenRequests() {
    return List.copyOf(tokenRequests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Map<String, String> form =
          ScriptedProvider.form(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      ScriptedProvider.Answer answer =
          switch (path) {
            case BASE + "token" -> token(form);
            case BASE + "devicecode" -> deviceCode(form);
            default -> new ScriptedProvider.Answer(404, "{\"error\":\"not_found\"}");
          };
      byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private ScriptedProvider.Answer deviceCode(Map<String, String> form) {
    if (!CLIENT.equals(form.get("client_id"))) {
      return error("unauthorized_client");
    }
    return new ScriptedProvider.Answer(
        200,
        """
        {"device_code":"d-1","user_code":"HDK4PQ8RT","expires_in":900,"interval":1,
         "verification_uri":"https://microsoft.com/devicelogin","message":"Sign in."}
        """);
  }

  private synchronized ScriptedProvider.Answer token(Map<String, String> form) {
    tokenRequests.add(form);
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> proves(form) ? tokens(true) : error("invalid_grant");
      case "refresh_token" ->
          refreshToken.equals(form.get("refresh_token")) ? tokens(true) : error("invalid_grant");
      case "urn:ietf:params:oauth:grant-type:device_code", "device_code" ->
          pendingAnswers-- > 0 ? error("authorization_pending") : tokens(true);
      case "client_credentials" ->
          serviceSecret.equals(form.get("client_secret"))
              ? tokens(false)
              : new ScriptedProvider.Answer(401, "{\"error\":\"invalid_client\"}");
      default -> error("unsupported_grant_type");
    };
  }

  private boolean proves(Map<String, String> form) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII));
      String challenge = challenges.remove(form.get("code"));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).equals(challenge);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private ScriptedProvider.Answer tokens(boolean person) {
    issued++;
    refreshToken = "refresh-" + issued;
    String common =
        "{\"token_type\":\"Bearer\",\"expires_in\":%1$d,\"ext_expires_in\":%1$d,"
                .formatted(lifeSeconds)
            + "\"access_token\":\"access-"
            + issued
            + "\"";
    return new ScriptedProvider.Answer(
        200,
        person
            ? common
                + ",\"scope\":\"api://gatehouse/access\",\"refresh_token\":\""
                + refreshToken
                + "\",\"id_token\":\""
                + idToken()
                + "\",\"client_info\":\""
                + clientInfo()
                + "\"}"
            : common + "}");
  }

  private static ScriptedProvider.Answer error(String code) {
    return new ScriptedProvider.Answer(
        400, "{\"error\":\"" + code + "\",\"error_description\":\"AADSTS70016\"}");
  }

  private static String idToken() {
    return new PlainJWT(
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(CLIENT)
                .subject("ada")
                .claim("oid", "oid-ada")
                .claim("tid", TENANT)
                .claim("preferred_username", "ada@example.com")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build())
        .serialize();
  }

  private static String clientInfo() {
    String info = "{\"uid\":\"oid-ada\",\"utid\":\"" + TENANT + "\"}";
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(info.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
