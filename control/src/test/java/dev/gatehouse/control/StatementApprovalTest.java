package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.control.TestClient.Answer;
import dev.gatehouse.core.grant.StatementDigest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One exact statement is approved, by somebody else, and nothing but it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementApprovalTest {
  private static final String DELETE = "DELETE FROM shop.orders WHERE id = 7 -- ticket 9";
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private record Dba(TestClient client, String grant) {
    Answer ask(String statement) {
      String body = TestClient.JSON.writeValueAsString(Map.of("statement", statement));
      return client.post("/v1/grants/" + grant + "/statements", body);
    }

    String token() throws Exception {
      Answer renewed = client.post("/v1/grants/" + grant + "/token", "");
      return String.valueOf(
          SignedJWT.parse(renewed.json().path("grantToken").asString())
              .getJWTClaimsSet()
              .getJSONObjectClaim("grant")
              .get("approved_statements"));
    }
  }

  private Dba dba(String name) {
    TestClient client = service.client(name, "dbas");
    String grant =
        JourneyTest.id(
            client
                .post("/v1/grants", TestService.ask("shop-staging", "\"read\", \"delete\"", 60))
                .json());
    service.client("first-" + name, "reviewers").post("/v1/grants/" + grant + "/approve", "{}");
    assertThat(client.post("/v1/grants/" + grant + "/activate", "").status()).isEqualTo(200);
    return new Dba(client, grant);
  }

  @Test
  void whatIsApprovedIsThisTextUnderThisGrantAndTheRequesterIsTold() throws Exception {
    Dba dba = dba("dot");
    try (BufferedReader events =
        new BufferedReader(
            new InputStreamReader(dba.client().stream("/v1/events"), StandardCharsets.UTF_8))) {
      JsonNode request = dba.ask(DELETE).json();
      String path = "/v1/statements/" + JourneyTest.id(request);
      assertThat(request.path("digest").asString()).isEqualTo(StatementDigest.of(DELETE));
      assertThat(request.path("writes").toString()).isEqualTo("[\"shop.orders\"]");
      assertThat(request.path("kind").asString()).isEqualTo("delete");
      assertThat(dba.ask(DELETE).json().path("id")).isEqualTo(request.path("id"));
      assertThat(dba.token()).isEqualTo("[]");

      TestClient rex = service.client("rex", "reviewers");
      JsonNode pending = rex.get("/v1/statements?view=pending").json();
      assertThat(pending.valueStream().map(JourneyTest::id)).contains(JourneyTest.id(request));
      JsonNode decided = rex.post(path + "/approve", "{\"comment\": \"Seen.\"}").json();
      assertThat(decided.path("decidedBy").asString()).isEqualTo("rex@example.test");
      assertThat(next(events, "\"approved\"")).contains(StatementDigest.of(DELETE));
      assertThat(dba.token()).contains(StatementDigest.of(DELETE));
      assertThat(rex.post(path + "/deny", "{\"reason\": \"No.\"}").status()).isEqualTo(409);
      assertThat(dba("dov").token()).isEqualTo("[]");
    }
  }

  private static String next(BufferedReader lines, String part) throws Exception {
    String line;
    do {
      line = String.valueOf(lines.readLine());
    } while (!line.startsWith("data:") || !line.contains(part));
    return line;
  }

  @Test
  void nobodyDecidesTheirOwnStatementNorForWhomTheyApproveEachOther() {
    TestClient dre = service.client("dre", "dbas", "reviewers");
    Dba dba = new Dba(dre, dba("dre").grant());
    Dba asDre = new Dba(service.client("dre", "dbas", "reviewers"), dba.grant());
    JsonNode request =
        service
            .client("dre", "dbas")
            .post(
                "/v1/grants/" + dba.grant() + "/statements",
                TestClient.JSON.writeValueAsString(Map.of("statement", DELETE)))
            .json();
    String path = "/v1/statements/" + JourneyTest.id(request) + "/approve";
    assertThat(asDre.client().post(path, "{}").detail()).contains("own request");
    assertThat(service.client("ana", "analysts").post(path, "{}").status()).isEqualTo(403);
    TestClient circle = service.client("ron", "reviewers");
    String ofRon =
        JourneyTest.id(
            circle.post("/v1/grants", TestService.ask("shop-production", "\"read\"", 30)).json());
    assertThat(dre.post("/v1/grants/" + ofRon + "/approve", "{}").status()).isEqualTo(200);
    assertThat(circle.post(path, "{}").detail()).contains("each other");
  }

  @Test
  void whatNeedsNoApprovalOrIsDeniedOrNotUnderstoodIsNotAskedFor() {
    Dba dba = dba("dix");
    assertThat(dba.ask("SELECT id FROM shop.orders").detail()).contains("needs no approval");
    assertThat(dba.ask("DELETE FROM shop.elsewhere").status()).isEqualTo(422);
    assertThat(dba.ask("DELETE FROM shop.orders; DROP TABLE x").status()).isEqualTo(422);
    assertThat(dba.ask(" ").status()).isEqualTo(400);
    assertThat(dba.ask("x".repeat(50_000)).status()).isEqualTo(400);
    assertThat(
            service
                .client("other", "dbas")
                .post("/v1/grants/" + dba.grant() + "/statements", "{\"statement\": \"x\"}")
                .status())
        .isEqualTo(409);
  }

  @Test
  void aRequestEndsWithItsGrantAtTheLatest() throws Exception {
    Dba dba = dba("dax");
    String id = JourneyTest.id(dba.ask(DELETE).json());
    String withdrawn = JourneyTest.id(dba.ask(DELETE + " ").json());
    assertThat(
            dba.client()
                .post("/v1/statements/" + withdrawn + "/withdraw", "")
                .json()
                .path("state")
                .asString())
        .isEqualTo("withdrawn");
    service.clock.advance(Duration.ofMinutes(61));
    Answer late =
        service.client("rex", "reviewers").post("/v1/statements/" + id + "/approve", "{}");
    assertThat(late.status()).isEqualTo(409);
  }

  @Test
  void theDatabaseHoldsToItToo() {
    Dba dba = dba("dib");
    String id = JourneyTest.id(dba.ask(DELETE).json());
    String of = " WHERE id = '" + id + "'";
    for (String wrong :
        new String[] {
          "UPDATE statement_request SET statement = 'DROP TABLE x'" + of,
          "UPDATE statement_request SET state = 'approved'" + of,
          "UPDATE statement_request SET state = 'approved', decided_at = now(), decided_issuer ="
              + " issuer, decided_subject = subject, decided_name = 'x'"
              + of,
          "DELETE FROM statement_request" + of,
          "DELETE FROM statement_event WHERE request_id = '" + id + "'",
          "INSERT INTO statement_request SELECT 'ffffffffffffffff', grant_id, state, 'i', 's',"
              + " name, source, statement || 'x', encode(sha256(convert_to(statement || 'x',"
              + " 'UTF8')), 'hex'), kind, reads, writes, destructive, rule_reason, policy_digest,"
              + " comment, requested_at, lapses_at FROM statement_request"
              + of
        }) {
      assertThatThrownBy(() -> service.controlDatabase.execute(wrong)).as(wrong).isNotNull();
    }
  }
}
