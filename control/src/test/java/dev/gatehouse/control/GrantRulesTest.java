package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.control.TestClient.Answer;
import dev.gatehouse.core.grant.GrantVerification;
import dev.gatehouse.core.grant.GrantVerifier;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** When access may begin and go on, who must say yes, and what happens in an emergency. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantRulesTest {
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static String with(String body, String fields) {
    return body.strip().replaceAll("}$", ", " + fields + "}");
  }

  private static String ask(TestClient client, String body) {
    Answer answer = client.post("/v1/grants", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return JourneyTest.id(answer.json());
  }

  private static Instant time(JsonNode grant, String field) {
    return Instant.parse(grant.path(field).asString());
  }

  @Test
  void anOvernightWindowIsAbsolute() throws Exception {
    TestClient nia = service.client("nia", "analysts");
    Instant evening = service.clock.instant().plus(Duration.ofHours(3));
    String id =
        ask(
            nia,
            with(
                TestService.ask("shop-staging", "\"read\"", 60),
                "\"startAt\": \"" + evening + "\""));
    String path = "/v1/grants/" + id;
    JsonNode approved = nia.get(path).json();
    assertThat(Duration.between(evening, time(approved, "start")).abs())
        .isLessThan(Duration.ofMillis(1));
    assertThat(Duration.between(time(approved, "start"), time(approved, "end")))
        .isEqualTo(Duration.ofHours(1));
    assertThat(nia.post(path + "/activate", "").detail()).contains("begins at");
    assertThat(service.shop.roles()).noneMatch(role -> role.contains(id));

    service.clock.advance(Duration.ofHours(3).plusMinutes(50));
    TestClient late = service.client("nia", "analysts");
    JsonNode active = late.post(path + "/activate", "").json();
    assertThat(JourneyTest.read(active, "plain", "SELECT count(*) FROM shop.orders"))
        .isEqualTo("1000");
    assertThat(
            service.shop.texts(
                "SELECT rolvaliduntil <= '"
                    + time(approved, "end")
                    + "' FROM pg_roles WHERE rolname = 'gh_"
                    + id
                    + "_p'"))
        .containsExactly("t");
    GrantVerification token = verify(late, active);
    assertThat(token).isInstanceOf(GrantVerification.Verified.class);
    assertThat(((GrantVerification.Verified) token).expires())
        .isBeforeOrEqualTo(time(approved, "end"));

    service.clock.advance(Duration.ofMinutes(11));
    service.restart();
    assertThat(service.shop.roles()).noneMatch(role -> role.contains(id));
    assertThatThrownBy(() -> JourneyTest.read(active, "plain", "SELECT 1"))
        .isInstanceOf(SQLException.class);
  }

  private GrantVerification verify(TestClient client, JsonNode active) throws Exception {
    String keys =
        TestClient.send(HttpRequest.newBuilder(service.uri().resolve("/v1/keys")).GET()).body();
    return new GrantVerifier(service.uri().toString())
        .verify(
            active.path("grantToken").asString(),
            JWKSet.parse(keys),
            client.key.computeThumbprint().toString(),
            service.clock.instant());
  }

  @Test
  void aLateApprovalDoesNotMoveTheEndOfAWindow() {
    TestClient pia = service.client("pia", "analysts");
    Instant start = service.clock.instant().plus(Duration.ofMinutes(10));
    String body =
        with(TestService.ask("shop-production", "\"read\"", 30), "\"startAt\": \"" + start + "\"");
    String id = ask(pia, body);
    service.clock.advance(Duration.ofMinutes(25));
    JsonNode approved =
        service.client("rex", "reviewers").post("/v1/grants/" + id + "/approve", "{}").json();
    assertThat(Duration.between(time(approved, "start"), time(approved, "end")))
        .isLessThan(Duration.ofMinutes(16));

    String missed =
        ask(
            service.client("pia", "analysts"),
            body.replace(start.toString(), service.clock.instant().plusSeconds(60).toString()));
    service.clock.advance(Duration.ofMinutes(32));
    assertThat(
            service
                .client("rex", "reviewers")
                .post("/v1/grants/" + missed + "/approve", "{}")
                .detail())
        .contains("lapsed");
  }

  @Test
  void startsInThePastOrFarAheadAreRefused() {
    TestClient ann = service.client("start-ann", "analysts");
    String body = TestService.ask("shop-staging", "\"read\"", 30);
    for (Duration offset : new Duration[] {Duration.ofMinutes(-1), Duration.ofDays(8)}) {
      Instant start = service.clock.instant().plus(offset);
      assertThat(ann.post("/v1/grants", with(body, "\"startAt\": \"" + start + "\"")).status())
          .isEqualTo(400);
    }
  }

  @Test
  void aLateConnectDoesNotOutliveTheGrant() throws Exception {
    TestClient lou = service.client("lou", "analysts");
    String id = ask(lou, TestService.ask("shop-staging", "\"read\"", 30));
    Instant end = time(lou.get("/v1/grants/" + id).json(), "end");
    service.clock.advance(Duration.ofMinutes(29));
    TestClient late = service.client("lou", "analysts");
    JsonNode active = late.post("/v1/grants/" + id + "/activate", "").json();
    assertThat(((GrantVerification.Verified) verify(late, active)).expires())
        .isBeforeOrEqualTo(end);
    service.clock.advance(Duration.ofMinutes(1));
    assertThat(late.post("/v1/grants/" + id + "/activate", "").status()).isEqualTo(409);
    assertThat(late.post("/v1/grants/" + id + "/token", "").status()).isEqualTo(409);
  }

  @Test
  void aRuleNamesItsApprovers() {
    TestClient dan = service.client("dan", "dbas");
    String id = ask(dan, TestService.ask("shop-production", "\"read\", \"update\"", 30));
    assertThat(dan.get("/v1/grants/" + id).json().path("demands").toString())
        .contains("groups leads");
    TestClient rex = service.client("rex", "reviewers");
    assertThat(rex.post("/v1/grants/" + id + "/approve", "{}").detail())
        .contains("by groups leads");
    TestClient lea = service.client("lea", "reviewers", "leads");
    JsonNode approved = lea.post("/v1/grants/" + id + "/approve", "{}").json();
    assertThat(approved.path("state").asString()).as(approved.toString()).isEqualTo("approved");
  }

  @Test
  void twoReviewersDoNotSwapApprovals() {
    TestClient una = service.client("una", "reviewers");
    TestClient ubo = service.client("ubo", "reviewers");
    TestClient uri = service.client("uri", "reviewers");
    String body = TestService.ask("shop-production", "\"read\"", 30);
    String ofUna = ask(una, body);
    String ofUbo = ask(ubo, body);
    String ofUri = ask(uri, body);
    assertThat(ubo.post("/v1/grants/" + ofUna + "/approve", "{}").status()).isEqualTo(200);
    assertThat(una.post("/v1/grants/" + ofUbo + "/approve", "{}").detail()).contains("each other");
    assertThat(uri.post("/v1/grants/" + ofUbo + "/approve", "{}").status()).isEqualTo(200);
    assertThat(una.post("/v1/grants/" + ofUri + "/approve", "{}").detail()).contains("each other");
    assertThat(
            service
                .client("rex", "reviewers")
                .post("/v1/grants/" + ofUri + "/approve", "{}")
                .json()
                .path("state")
                .asString())
        .isEqualTo("approved");
  }

  @Test
  void anEmergencyIsGrantedAtOnceLoudlyAndReviewedAfterwards() throws Exception {
    TestClient dba = service.client("gus", "dbas", "reviewers");
    TestClient rex = service.client("rex", "reviewers");
    String update = TestService.ask("shop-production", "\"read\", \"update\"", 20);
    String emergency = with(update, "\"breakGlass\": true");
    String id = ask(dba, emergency);
    String path = "/v1/grants/" + id;
    assertThat(dba.post(path + "/activate", "").status()).isEqualTo(200);
    assertThat(rex.get("/v1/grants?view=to-review").body()).contains(id);
    assertThat(dba.get("/v1/grants?view=to-review").body()).doesNotContain(id);

    String fine = "{\"verdict\": \"justified\", \"comment\": \"The shop was down.\"}";
    assertThat(rex.post(path + "/review", fine).detail()).contains("once it is over");
    dba.post(path + "/end", "");
    assertThat(dba.post(path + "/review", fine).detail()).contains("own emergency");
    assertThat(rex.post(path + "/review", "{\"verdict\": \"meh\", \"comment\": \"x\"}").status())
        .isEqualTo(400);
    assertThat(
            rex.post(path + "/review", "{\"verdict\": \"justified\", \"comment\": \" \"}").status())
        .isEqualTo(400);
    JsonNode reviewed = rex.post(path + "/review", fine).json();
    assertThat(reviewed.path("review").path("reviewer").asString()).isEqualTo("rex@example.test");
    assertThat(rex.post(path + "/review", fine).status()).isEqualTo(409);
    assertThat(rex.get("/v1/grants?view=to-review").body()).doesNotContain(id);
  }

  @Test
  void anEmergencyIsShortAndNotForEverybody() {
    TestClient dba = service.client("gil", "dbas");
    String update = TestService.ask("shop-production", "\"read\", \"update\"", 31);
    JsonNode tooLong = dba.post("/v1/grants", with(update, "\"breakGlass\": true")).json();
    assertThat(tooLong.path("state").asString()).isEqualTo("denied");
    assertThat(tooLong.path("reason").asString()).contains("30 minutes");
    JsonNode analyst =
        service
            .client("gia", "analysts")
            .post("/v1/grants", with(update.replace("31", "5"), "\"breakGlass\": true"))
            .json();
    assertThat(analyst.path("state").asString()).isEqualTo("denied");
    TestClient agent =
        new TestClient(service.uri(), service.clock)
            .signIn(
                service.issuer.token(
                    c -> c.claim("act", java.util.Map.of("sub", "agent-g")), "gil", "dbas"));
    assertThat(
            agent
                .post("/v1/grants", with(update.replace("31", "5"), "\"breakGlass\": true"))
                .detail())
        .contains("Only people");
  }

  @Test
  void anExtensionIsANewRequestThatGoesOnWhereTheGrantEnds() throws Exception {
    TestClient eva = service.client("eva", "analysts");
    String body = TestService.ask("shop-staging", "\"read\"", 30);
    String first = ask(eva, body);
    JsonNode held = eva.get("/v1/grants/" + first).json();
    String extend = "\"extendsGrant\": \"" + first + "\"";
    JsonNode more = eva.post("/v1/grants", with(body, extend)).json();
    assertThat(time(more, "start")).isEqualTo(time(held, "end"));
    assertThat(more.path("extendsGrant").asString()).isEqualTo(first);
    String path = "/v1/grants/" + JourneyTest.id(more);
    assertThat(eva.post(path + "/activate", "").detail()).contains("begins at");

    assertThat(eva.post("/v1/grants", with(body.replace("shop.*", "shop.orders"), extend)).status())
        .isEqualTo(422);
    assertThat(service.client("eve", "analysts").post("/v1/grants", with(body, extend)).status())
        .isEqualTo(404);
    eva.post("/v1/grants/" + first + "/end", "");
    assertThat(eva.post("/v1/grants", with(body, extend)).status()).isEqualTo(409);
  }

  @Test
  void theRowCapAndTheExportTravelInTheSignedGrant() throws Exception {
    TestClient cat = service.client("cat", "analysts");
    String body =
        with(TestService.ask("shop-staging", "\"read\"", 30), "\"rowCap\": 7")
            .replace("\"none\"", "\"csv\"");
    String id = ask(cat, body);
    GrantVerification token = verify(cat, cat.post("/v1/grants/" + id + "/activate", "").json());
    assertThat(((GrantVerification.Verified) token).grant().rowCap()).isEqualTo(7);
    assertThat(((GrantVerification.Verified) token).grant().export().name()).isEqualTo("CSV");
    assertThat(cat.post("/v1/grants", with(body, "\"rowCap\": -1")).status()).isEqualTo(400);
  }
}
