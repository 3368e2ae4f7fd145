package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.gatehouse.control.TestClient.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private TestClient fresh() {
    return new TestClient(service.uri(), service.clock);
  }

  private static void refused(Answer answer, String because) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.detail()).contains(because).doesNotContain("Exception");
  }

  @Test
  void theServiceSaysWhereToSignIn() {
    Answer answer = open("/.well-known/gatehouse");
    assertThat(answer.json().path("issuer").asString()).isEqualTo(service.issuer.uri().toString());
    assertThat(answer.json().path("clientId").asString()).isEqualTo("gatehouse");
  }

  @Test
  void groupsAreMappedAndOthersDropped() {
    JsonNode me = service.client("mia", "reviewers", "authors", "cooks").get("/v1/me").json();
    assertThat(me.path("groups").toString()).isEqualTo("[\"policy-authors\",\"reviewers\"]");
    assertThat(me.path("roles").toString()).isEqualTo("[\"policy_author\",\"reviewer\"]");
    assertThat(me.path("name").asString()).isEqualTo("mia@example.test");
  }

  @Test
  void aTokenSignedWithTheProvidersEllipticKeyHolds() {
    assertThat(fresh().exchange(service.issuer.ecToken("kim", "analysts")).status()).isEqualTo(200);
  }

  @Test
  void anUnsignedTokenIsRefused() {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(service.issuer.uri().toString())
            .subject("mallory")
            .audience("gatehouse")
            .expirationTime(Date.from(service.clock.instant().plusSeconds(60)))
            .build();
    refused(fresh().exchange(new PlainJWT(claims).serialize()), "not a signed JWT");
  }

  @Test
  void aTokenForAnotherApplicationIsRefused() {
    refused(
        fresh().exchange(service.issuer.token(c -> c.audience("other"), "mallory")),
        "another application");
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    refused(
        fresh().exchange(service.issuer.token(c -> c.issuer("https://evil.test"), "mallory")),
        "another identity provider");
  }

  @Test
  void anExpiredTokenIsRefused() {
    Date past = Date.from(service.clock.instant().minus(Duration.ofMinutes(2)));
    refused(
        fresh().exchange(service.issuer.token(c -> c.expirationTime(past), "mallory")), "expired");
  }

  @Test
  void aTokenThatNeverExpiresIsRefused() {
    refused(
        fresh().exchange(service.issuer.token(c -> c.expirationTime(null), "mallory")), "lacks");
  }

  @Test
  void aTokenByAnotherKeyOfTheSameNameIsRefused() throws JOSEException {
    ECKey forged = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    refused(
        fresh().exchange(service.issuer.token(JWSAlgorithm.ES256, forged, c -> {}, "mallory")),
        "signature is not");
  }

  @Test
  void unknownKeyNamesDoNotDriveRequestsToTheProvider() throws JOSEException {
    service.client("warm", "analysts");
    int before = service.issuer.keyRequests();
    for (int i = 0; i < 20; i++) {
      ECKey forged = new ECKeyGenerator(Curve.P_256).keyID("unknown" + i).generate();
      int status =
          fresh()
              .exchange(service.issuer.token(JWSAlgorithm.ES256, forged, c -> {}, "mallory"))
              .status();
      assertThat(status).isIn(401, 503);
    }
    assertThat(service.issuer.keyRequests() - before).isLessThanOrEqualTo(2);
    assertThat(service.client("still", "analysts").get("/v1/me").status()).isEqualTo(200);
  }

  @Test
  void aTruncatedTokenIsRefused() {
    String token = service.issuer.token("mallory");
    refused(fresh().exchange(token.substring(0, token.length() - 20)), "");
    refused(fresh().exchange(token.substring(0, 40)), "not a signed JWT");
    refused(fresh().exchange("x"), "not a signed JWT");
  }

  @Test
  void aTokenOfAMegabyteIsRefusedBeforeItIsRead() {
    Answer answer = fresh().exchange("e".repeat(1 << 20));
    assertThat(answer.status()).isIn(400, 431);
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    refused(fresh().exchange("e".repeat(20 << 10)), "longer than 16 KiB");
  }

  @Test
  void aProofIsUsedOnce() {
    TestClient client = service.client("pia", "analysts");
    String proof = client.proof("GET", "/v1/me", client.token());
    assertThat(client.getWithProof("/v1/me", proof).status()).isEqualTo(200);
    refused(client.getWithProof("/v1/me", proof), "used before");
  }

  @Test
  void aProofForAnotherAddressMethodOrTokenIsRefused() {
    TestClient client = service.client("pim", "analysts");
    refused(
        client.getWithProof("/v1/me", client.proof("GET", "/v1/sources", client.token())),
        "another address");
    refused(
        client.getWithProof("/v1/me", client.proof("POST", "/v1/me", client.token())),
        "another method");
    refused(
        client.getWithProof("/v1/me", client.proof("GET", "/v1/me", "another token")),
        "another token");
    refused(client.getWithProof("/v1/me", client.proof("GET", "/v1/me", null)), "another token");
    String elsewhere = client.proof("GET", "https://elsewhere.test/v1/me", client.token(), c -> {});
    refused(client.getWithProof("/v1/me", elsewhere), "another address");
  }

  @Test
  void aProofOfAnotherTimeIsRefused() {
    TestClient client = service.client("pat", "analysts");
    String url = service.uri().resolve("/v1/me").toString();
    for (long seconds : new long[] {-120, 120}) {
      Date when = Date.from(service.clock.instant().plusSeconds(seconds));
      refused(
          client.getWithProof(
              "/v1/me", client.proof("GET", url, client.token(), c -> c.issueTime(when))),
          "clock");
    }
    refused(
        client.getWithProof(
            "/v1/me", client.proof("GET", url, client.token(), c -> c.issueTime(null))),
        "when it was made");
    refused(
        client.getWithProof("/v1/me", client.proof("GET", url, client.token(), c -> c.jwtID(null))),
        "no identifier");
  }

  @Test
  void aJwtThatIsNoProofIsRefused() {
    TestClient client = service.client("pol", "analysts");
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .claim("htm", "GET")
            .claim("htu", service.uri().resolve("/v1/me").toString())
            .claim("ath", TestClient.hash(client.token()))
            .issueTime(Date.from(service.clock.instant()))
            .jwtID(UUID.randomUUID().toString())
            .build();
    refused(
        client.getWithProof("/v1/me", client.sign(JOSEObjectType.JWT, claims)),
        "not of type dpop+jwt");
    refused(client.getWithProof("/v1/me", "nonsense"), "cannot be read");
  }

  @Test
  void aStolenSessionTokenIsUselessWithAnotherKey() {
    TestClient owner = service.client("sam", "analysts");
    TestClient thief = fresh();
    thief.useToken(owner.token());
    refused(thief.get("/v1/me"), "bound to another key");
  }

  @Test
  void aSessionTokenEndsAfterTenMinutes() {
    TestClient client = service.client("ten", "analysts");
    service.clock.advance(Duration.ofMinutes(10));
    refused(client.get("/v1/me"), "expired");
  }

  @Test
  void aGrantTokenIsNoSessionToken() {
    TestClient client = service.client("gus", "analysts");
    String id =
        JourneyTest.id(
            client.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 5)).json());
    JsonNode active = client.post("/v1/grants/" + id + "/activate", "").json();
    client.useToken(active.path("grantToken").asString());
    refused(client.get("/v1/me"), "does not hold here");
  }

  @Test
  void theProvidersOwnTokenOpensNothingElse() {
    TestClient client = fresh();
    String token = service.issuer.token("bob", "reviewers");
    client.useToken(token);
    refused(client.get("/v1/me"), "does not hold here");
    Answer bearer =
        TestClient.send(
            HttpRequest.newBuilder(service.uri().resolve("/v1/me"))
                .header("Authorization", "Bearer " + token)
                .GET());
    refused(bearer, "DPoP");
  }

  @Test
  void anAgentIsKnownWithTheHumanBehindIt() {
    TestClient agent =
        fresh()
            .signIn(
                service.issuer.token(
                    c -> c.claim("act", Map.of("sub", "agent-7")), "hana", "analysts"));
    assertThat(agent.get("/v1/me").json().path("subject").asString()).isEqualTo("agent-7");
  }

  @Test
  void everyPathAnswersWithAProblemAndNothingIsOpen() {
    assertThat(open("/nothing").status()).isEqualTo(404);
    assertThat(open("/nothing").json().path("detail").asString()).endsWith(".");
    for (String path :
        new String[] {"/v1/me", "/v1/nothing", "/v1/grants", "/v1/sessions", "/v1//me", "/v1/ME"}) {
      assertThat(open(path).status()).as(path).isIn(401, 404);
    }
    assertThat(open("/healthz").status()).isEqualTo(200);
    assertThat(open("/readyz").status()).isEqualTo(200);
    assertThat(service.client("any", "analysts").get("/v1/nothing").status()).isEqualTo(404);
  }

  @Test
  void oneKeyMayNotSignInWithoutEnd() {
    TestClient client = fresh();
    int last = 0;
    for (int i = 0; i < 31; i++) {
      last = client.exchange(service.issuer.token("zed", "analysts")).status();
    }
    assertThat(last).isEqualTo(429);
  }

  private Answer open(String path) {
    URI uri = URI.create(service.uri() + path);
    return TestClient.send(HttpRequest.newBuilder(uri).GET());
  }
}
