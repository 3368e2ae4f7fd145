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

    assertThat(ann.get("/v1/sessions").status()).isEqualTo(403);
    TestClient rex = service.client("rex", "reviewers");
    assertThat(rex.get("/v1/sessions").json().path(0).path("id").asString()).isEqualTo(session);
    assertThat(rex.get("/v1/sessions/" + session + "/recording").status()).isEqualTo(200);
    assertThat(rex.get("/v1/sessions/unknown/recording").status()).isEqualTo(404);
    assertThat(ann.post("/v1/sessions/" + session + "/close", "{\"segments\": 0}").status())
        .isEqualTo(204);
  }
}
