package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.gatehouse.control.TestClient.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingTest {
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static String ticket(String grant, String key) {
    return TestClient.JSON
        .createObjectNode()
        .put("grantId", grant)
        .put("deviceKey", key)
        .put("host", "desk-7")
        .put("appVersion", "0.1.0")
        .toString();
  }

  @Test
  void bodiesAreReadUpToTheirLimitAndNoFurther() {
    TestClient ann = service.client("lea", "analysts");
    String segment = "/v1/sessions/some/segments/0";
    long most = 64L << 20;
    assertThat(ann.putZeros(segment, most, true).status()).as("of no session").isEqualTo(404);
    for (boolean announced : new boolean[] {true, false}) {
      Answer more = ann.putZeros(segment, most + 1, announced);
      assertThat(more.status()).isEqualTo(413);
      assertThat(more.detail()).contains("65536 KiB");
    }
    Answer request = ann.post("/v1/grants", " ".repeat((64 << 10) + 1));
    assertThat(request.status()).isEqualTo(413);
    assertThat(request.detail()).contains("64 KiB");
    String wordy = "{\"reason\": \"" + "x".repeat(64 << 10) + "\"}";
    assertThat(ann.post("/v1/grants/0123456789abcdef/deny", wordy).status()).isEqualTo(413);
    assertThat(ann.post("/v1/sessions/some/close", " ".repeat((64 << 10) + 1)).status())
        .isEqualTo(413);
  }

  @Test
  void onlyTheHolderOfAnActiveGrantOpensASession() throws Exception {
    String key = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONString();
    TestClient ann = service.client("ann", "analysts");
    String id =
        JourneyTest.id(
            ann.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30)).json());
    assertThat(ann.post("/v1/sessions", ticket(id, key)).status()).isEqualTo(409);
    ann.post("/v1/grants/" + id + "/activate", "");
    assertThat(service.client("bob", "analysts").post("/v1/sessions", ticket(id, key)).status())
        .isEqualTo(409);
    assertThat(ann.post("/v1/sessions", ticket(id, "no key")).status()).isEqualTo(400);

    JsonNode opened = ann.post("/v1/sessions", ticket(id, key)).json();
    String session = opened.path("sessionId").asString();
    assertThat(opened.path("sealingKey").asString()).contains("P-256").doesNotContain("\"d\"");
    assertThat(opened.path("receiptKey").asString()).contains("Ed25519").doesNotContain("\"d\"");

    Answer garbage = ann.put("/v1/sessions/" + session + "/segments/0", "garbage");
    assertThat(garbage.status()).isEqualTo(422);
    assertThat(ann.put("/v1/sessions/" + session + "/segments/-1", "x").status()).isEqualTo(400);
    TestClient bob = service.client("bob", "analysts");
    assertThat(bob.put("/v1/sessions/" + session + "/segments/0", "x").status()).isEqualTo(404);

    assertThat(ann.post("/v1/sessions/" + session + "/heartbeat", "").status()).isEqualTo(204);
    assertThat(bob.post("/v1/sessions/" + session + "/heartbeat", "").status()).isEqualTo(404);

    assertThat(ann.get("/v1/sessions").status()).isEqualTo(403);
    TestClient rex = service.client("rex", "reviewers");
    assertThat(rex.get("/v1/sessions").json().path(0).path("id").asString()).isEqualTo(session);
    assertThat(rex.get("/v1/sessions/" + session + "/recording").status()).isEqualTo(200);
    assertThat(rex.get("/v1/sessions/unknown/recording").status()).isEqualTo(404);
    assertThat(ann.post("/v1/sessions/" + session + "/close", "{\"segments\": 0}").status())
        .isEqualTo(204);
  }
}
