package dev.gatehouse.app.client.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client sends, and what it makes of the answers, at a server that answers as told. */
class ControlApiTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir private Path state;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final AtomicInteger exchanges = new AtomicInteger();
  private final List<Sent> sent = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private HttpServer server;
  private ControlApi api;

  private record Sent(String method, String path, String authorization, String proof) {}

  private record Answer(int status, String body) {}

  @BeforeEach
  void startAServer() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 8);
    server.createContext("/", this::answer);
    server.start();
    api =
        new ControlApi(
            ControlAddress.parse("http://127.0.0.1:" + server.getAddress().getPort()),
            "test",
            DeviceKey.open(state),
            now::get,
            () -> "provider-token");
  }

  @AfterEach
  void stopIt() {
    api.close();
    server.stop(0);
  }

  @Test
  void everyCallCarriesTheTokenAndAProofOfItsOwn() throws Exception {
    answers.add(new Answer(200, "[]"));
    answers.add(new Answer(200, "[]"));
    api.grants("mine");
    api.grants("mine");

    assertThat(sent)
        .extracting(Sent::path)
        .containsExactly("/v1/token", "/v1/grants", "/v1/grants");
    assertThat(sent.get(0).authorization()).isEqualTo("Bearer provider-token");
    assertThat(sent.get(1).authorization()).isEqualTo("DPoP control-token-1");
    Set<String> ids = new HashSet<>();
    for (Sent request : sent) {
      SignedJWT proof = SignedJWT.parse(request.proof());
      ECKey key = proof.getHeader().getJWK().toECKey();
      assertThat(proof.getHeader().getType()).hasToString("dpop+jwt");
      assertThat(proof.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
      assertThat(key.isPrivate()).isFalse();
      assertThat(key.computeThumbprint()).hasToString(DeviceKey.open(state).thumbprint());
      assertThat(proof.verify(new ECDSAVerifier(key))).isTrue();
      var claims = proof.getJWTClaimsSet();
      assertThat(claims.getStringClaim("htm")).isEqualTo(request.method());
      assertThat(claims.getStringClaim("htu")).isEqualTo(address() + request.path());
      assertThat(claims.getIssueTime()).isEqualTo(NOW);
      assertThat(ids.add(claims.getJWTID())).as("a proof is used once").isTrue();
    }
    assertThat(SignedJWT.parse(sent.get(1).proof()).getJWTClaimsSet().getStringClaim("ath"))
        .isEqualTo(sha256("control-token-1"));
  }

  @Test
  void theTokenIsRenewedBeforeItEnds() throws GatehouseException {
    answers.add(new Answer(200, "[]"));
    answers.add(new Answer(200, "[]"));
    api.sources();
    now.set(NOW.plus(Duration.ofMinutes(9)));
    api.sources();
    assertThat(sent.getLast().authorization()).isEqualTo("DPoP control-token-2");
  }

  @Test
  void aTokenThatIsRefusedIsExchangedOnce() throws GatehouseException {
    answers.add(new Answer(401, ""));
    answers.add(new Answer(200, "[]"));
    assertThat(api.sources()).isEmpty();
    assertThat(exchanges).hasValue(2);
  }

  @Test
  void whoIsRefusedTwiceIsNotSignedIn() {
    answers.add(new Answer(401, ""));
    answers.add(new Answer(401, problem("not-signed-in", 401, "Sign in again.")));
    assertTrouble(Kind.NOT_SIGNED_IN, "Sign in again.");
  }

  @Test
  void problemsBecomeTheServicesOwnSentence() {
    answers.add(new Answer(403, problem("not-permitted", 403, "This is for reviewers.")));
    assertTrouble(Kind.NOT_PERMITTED, "This is for reviewers.");
    answers.add(new Answer(409, problem("grant-not-active", 409, "The grant ended.")));
    assertTrouble(Kind.NO_GRANT, "The grant ended.");
    answers.add(new Answer(422, problem("refused", 422, "At most 480 minutes.")));
    assertTrouble(Kind.BAD_INPUT, "At most 480 minutes.");
    answers.add(new Answer(502, problem("source-failed", 502, "The source failed.")));
    assertTrouble(Kind.DATABASE_UNREACHABLE, "The source failed.");
    answers.add(new Answer(503, problem("unavailable", 503, "Not ready.")));
    assertTrouble(Kind.CONTROL_UNREACHABLE, "Not ready.");
  }

  @Test
  void anAnswerThatIsNoProblemStillBecomesASentence() {
    answers.add(new Answer(500, "<html>stack trace</html>"));
    assertTrouble(Kind.FAULT, "status 500");
    answers.add(new Answer(403, ""));
    assertTrouble(Kind.NOT_PERMITTED, "reviewer");
    answers.add(new Answer(302, ""));
    assertTrouble(Kind.FAULT, "status 302");
  }

  @Test
  void aSentenceCannotSteerTheTerminal() {
    answers.add(new Answer(403, problem("x", 403, "a\\u001b[2Jb\\u202ec\\nd")));
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> api.sources())
        .withMessage("a [2Jb c d");
  }

  @Test
  void anAnswerOfAnotherFormIsAFault() {
    answers.add(new Answer(200, "{\"not\": \"a list\"}"));
    assertTrouble(Kind.FAULT, "does not understand");
    answers.add(new Answer(200, "null"));
    assertTrouble(Kind.FAULT, "does not understand");
  }

  @Test
  void idsCannotChangeTheAddress() throws GatehouseException {
    answers.add(new Answer(404, problem("not-found", 404, "There is no such grant.")));
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> api.grant("../me?x=1 y"))
        .withMessage("There is no such grant.");
    assertThat(sent.getLast().path()).isEqualTo("/v1/grants/..%2Fme%3Fx%3D1%20y");
  }

  @Test
  void aServiceThatIsDownIsNamed() {
    server.stop(0);
    assertTrouble(Kind.CONTROL_UNREACHABLE, address());
  }

  @Test
  void whatIsNoControlServiceIsNotSignedInAt() {
    answers.add(new Answer(404, "Not here"));
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> api.service())
        .matches(e -> e.kind() == Kind.CONTROL_UNREACHABLE)
        .withMessageContaining("no Gatehouse control service");
  }

  private void assertTrouble(Kind kind, String part) {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> api.sources())
        .matches(e -> e.kind() == kind, "is " + kind)
        .withMessageContaining(part);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static String problem(String type, int status, String detail) {
    return "{\"type\":\"/problems/%s\",\"title\":\"t\",\"status\":%d,\"detail\":\"%s\"}"
        .formatted(type, status, detail);
  }

  private static String sha256(String text) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      String path = exchange.getRequestURI().getRawPath();
      sent.add(
          new Sent(
              exchange.getRequestMethod(),
              path,
              String.valueOf(headers.getFirst("Authorization")),
              String.valueOf(headers.getFirst("DPoP"))));
      Answer answer =
          path.equals("/v1/token")
              ? new Answer(
                  200,
                  "{\"accessToken\":\"control-token-%d\",\"tokenType\":\"DPoP\",\"expiresIn\":600}"
                      .formatted(exchanges.incrementAndGet()))
              : answers.remove();
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Location", address() + "/elsewhere");
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
