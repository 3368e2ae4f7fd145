package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.control.TestClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewTest {
  private static final String READ_PRODUCTION = TestService.ask("shop-production", "\"read\"", 30);
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static String ask(TestClient client, String body) {
    Answer answer = client.post("/v1/grants", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return JourneyTest.id(answer.json());
  }

  private static String state(Answer answer) {
    return answer.json().path("state").asString();
  }

  @Test
  void aReviewerDecidesWhatNoRuleApproves() {
    TestClient ann = service.client("ann", "analysts");
    TestClient rex = service.client("rex", "reviewers");
    String id = ask(ann, READ_PRODUCTION);
    assertThat(ann.post("/v1/grants/" + id + "/activate", "").status()).isEqualTo(409);

    JsonNode pending = rex.get("/v1/grants?view=pending").json();
    assertThat(pending.valueStream().map(JourneyTest::id)).contains(id);
    assertThat(ann.get("/v1/grants?view=pending").status()).isEqualTo(403);
    assertThat(ann.post("/v1/grants/" + id + "/approve", "{}").status()).isEqualTo(403);

    JsonNode approved =
        rex.post("/v1/grants/" + id + "/approve", "{\"comment\": \"Fine.\"}").json();
    assertThat(approved.path("state").asString()).isEqualTo("approved");
    assertThat(approved.path("approvers").path(0).asString()).isEqualTo("rex@example.test");
    assertThat(rex.post("/v1/grants/" + id + "/deny", "{\"reason\": \"No.\"}").status())
        .isEqualTo(409);
    assertThat(state(ann.post("/v1/grants/" + id + "/withdraw", ""))).isEqualTo("withdrawn");
  }

  @Test
  void aReviewerSeesWhatWasDecidedAboutSimilarRequests() {
    TestClient cleo = service.client("cleo", "analysts");
    TestClient dan = service.client("dan", "analysts");
    TestClient rex = service.client("rex", "reviewers");
    String denied = ask(cleo, READ_PRODUCTION);
    rex.post("/v1/grants/" + denied + "/deny", "{\"reason\": \"Use staging.\"}");
    String ofDan = ask(dan, READ_PRODUCTION);
    rex.post("/v1/grants/" + ofDan + "/approve", "{\"comment\": \"Fine.\"}");
    String elsewhere = ask(cleo, TestService.ask("shop-staging", "\"read\"", 30));
    String waiting = ask(dan, READ_PRODUCTION);
    String now = ask(cleo, READ_PRODUCTION);

    List<String> similar =
        rex.get("/v1/grants/" + now + "/similar")
            .json()
            .valueStream()
            .map(JourneyTest::id)
            .toList();
    assertThat(similar).startsWith(denied).contains(ofDan).doesNotContain(elsewhere, waiting, now);
    assertThat(cleo.get("/v1/grants/" + now + "/similar").status()).isEqualTo(403);
    assertThat(rex.get("/v1/grants/0000000000000000/similar").status()).isEqualTo(404);
  }

  @Test
  void whoIsSignedInReadsThePolicyThatHolds() {
    Answer policy = service.client("ann", "analysts").get("/v1/policy");
    assertThat(policy.body()).isEqualTo(TestService.POLICY);
    assertThat(policy.response().headers().firstValue("Gatehouse-Signature")).isPresent();
  }

  @Test
  void nobodyDecidesTheirOwnRequest() {
    TestClient rex = service.client("rex", "reviewers");
    String id = ask(rex, READ_PRODUCTION);
    assertThat(rex.post("/v1/grants/" + id + "/approve", "{}").detail()).contains("own request");
    assertThat(rex.post("/v1/grants/" + id + "/deny", "{\"reason\":\"x\"}").status())
        .isEqualTo(403);
    assertThat(rex.get("/v1/grants?view=pending").json().valueStream().map(JourneyTest::id))
        .doesNotContain(id);
  }

  @Test
  void theHumanBehindAnAgentDoesNotDecideForIt() {
    TestClient agent =
        new TestClient(service.uri(), service.clock)
            .signIn(
                service.issuer.token(
                    c -> c.claim("act", Map.of("sub", "agent-1")), "hana", "reviewers"));
    String id = ask(agent, READ_PRODUCTION);
    TestClient hana = service.client("hana", "reviewers");
    assertThat(hana.get("/v1/grants/" + id).status()).isEqualTo(200);
    assertThat(hana.post("/v1/grants/" + id + "/approve", "{}").detail()).contains("own request");

    String other = ask(service.client("ann", "analysts"), READ_PRODUCTION);
    assertThat(agent.post("/v1/grants/" + other + "/approve", "{}").detail())
        .contains("Only people");
  }

  @Test
  void approvalsCountPeople() {
    TestClient dan = service.client("dan", "dbas");
    TestClient rex = service.client("rex", "reviewers");
    String id = ask(dan, TestService.ask("shop-production", "\"read\", \"delete\"", 30));

    assertThat(state(rex.post("/v1/grants/" + id + "/approve", "{}"))).isEqualTo("requested");
    Answer again = service.client("rex", "reviewers").post("/v1/grants/" + id + "/approve", "{}");
    assertThat(again.detail()).contains("already");
    TestClient kim = service.client("kim", "reviewers", "dbas");
    assertThat(state(kim.post("/v1/grants/" + id + "/approve", "{}"))).isEqualTo("approved");
  }

  @Test
  void anEditResetsApprovals() {
    TestClient dan = service.client("dan", "dbas");
    TestClient rex = service.client("rex", "reviewers");
    TestClient kim = service.client("kim", "reviewers");
    String body = TestService.ask("shop-production", "\"read\", \"delete\"", 30);
    String id = ask(dan, body);
    rex.post("/v1/grants/" + id + "/approve", "{}");

    Answer edited = dan.put("/v1/grants/" + id, body.replace("lost order", "other order"));
    assertThat(edited.json().path("approvers").size()).isZero();
    assertThat(state(kim.post("/v1/grants/" + id + "/approve", "{}"))).isEqualTo("requested");
    assertThat(state(rex.post("/v1/grants/" + id + "/approve", "{}"))).isEqualTo("approved");
    assertThat(dan.put("/v1/grants/" + id, body).status()).isEqualTo(409);
    assertThat(kim.put("/v1/grants/" + id, body).status()).isEqualTo(404);
  }

  @Test
  void whatNoRuleKnowsIsDeniedAtOnceAndSaysWhy() {
    TestClient nobody = service.client("nobody", "cooks");
    Answer denied = nobody.post("/v1/grants", READ_PRODUCTION);
    assertThat(state(denied)).isEqualTo("denied");
    assertThat(denied.json().path("reason").asString()).contains("No rule allows this request");
  }

  @Test
  void aRequestLapsesUndecided() throws Exception {
    String id = ask(service.client("lea", "analysts"), READ_PRODUCTION);
    service.clock.advance(Duration.ofHours(25));
    service.restart();
    assertThat(state(service.client("lea", "analysts").get("/v1/grants/" + id)))
        .isEqualTo("lapsed");
    assertThat(
            service.client("rex", "reviewers").post("/v1/grants/" + id + "/approve", "{}").status())
        .isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"source\": \"shop-production\" | \"source\": \"elsewhere\" | 404",
        "[\"shop.*\"] | [] | 400",
        "[\"shop.*\"] | [\"shop\"] | 400",
        "[\"shop.*\"] | [null] | 400",
        "[\"read\"] | [\"rule\"] | 400",
        "[\"read\"] | [] | 400",
        "\"none\" | \"all\" | 400",
        "Find the lost order. | | 400",
        "\"durationMinutes\": 30 | \"durationMinutes\": 0 | 400",
        "\"durationMinutes\": 30 | \"durationMinutes\": 481 | 400",
        "\"durationMinutes\": 30 | \"durationMinutes\": \"x\" | 400",
        "\"ticket\": \"SHOP-1\" | \"colour\": \"blue\" | 400",
        "{ | [ | 400",
      })
  void aRequestOfTheWrongFormIsExplained(String from, String to, int status) {
    TestClient ann = service.client("ann" + from.hashCode() + status + to, "analysts");
    String body = READ_PRODUCTION.replace(from, to == null ? "" : to);
    Answer answer = ann.post("/v1/grants", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.detail()).endsWith(".").doesNotContain("Exception", "tools.jackson");
  }

  @Test
  void aBodyTooLargeIsRefused() {
    TestClient ann = service.client("ann", "analysts");
    assertThat(ann.post("/v1/grants", " ".repeat(70_000)).status()).isEqualTo(413);
  }
}
