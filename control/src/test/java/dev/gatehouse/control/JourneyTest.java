package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.control.TestClient.Answer;
import dev.gatehouse.core.grant.GrantVerification;
import dev.gatehouse.core.grant.GrantVerifier;
import dev.gatehouse.core.grant.PolicySignature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyTest {
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void anAnalystReadsStagingAtOnceAndGivesItBack() throws Exception {
    TestClient ann = service.client("ann", "analysts");
    assertThat(ann.get("/v1/me").json().path("roles").path(0).asString()).isEqualTo("analyst");
    assertThat(ann.get("/v1/sources").json().path(0).path("name").asString())
        .isEqualTo("shop-staging");

    JsonNode grant = ann.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30)).json();
    assertThat(grant.path("state").asString()).isEqualTo("approved");
    assertThat(grant.path("ruleIds").path(0).asString()).isEqualTo("analysts-read-at-once");
    String path = "/v1/grants/" + grant.path("id").asString();

    JsonNode active = ann.post(path + "/activate", "").json();
    assertThat(read(active, "plain", "SELECT count(name) FROM shop.customers")).isEqualTo("1000");
    assertThatThrownBy(() -> read(active, "plain", "SELECT email FROM shop.customers"))
        .hasMessageContaining("permission denied");
    assertThat(read(active, "sensitive", "SELECT email FROM shop.customers ORDER BY id LIMIT 1"))
        .isEqualTo("e1@example.test");
    assertThatThrownBy(() -> read(active, "sensitive", "DELETE FROM shop.orders RETURNING id"))
        .isInstanceOf(SQLException.class);

    assertThat(ann.post(path + "/end", "").json().path("state").asString()).isEqualTo("ended");
    assertThat(service.shop.roles()).noneMatch(name -> name.contains(id(grant)));
    assertThatThrownBy(() -> read(active, "plain", "SELECT 1"))
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("28P01"));
    assertThat(ann.post(path + "/end", "").status()).isEqualTo(200);
    assertThat(ann.post(path + "/activate", "").status()).isEqualTo(409);
  }

  @Test
  void theGrantTokenHoldsForItsKeyAlone() throws Exception {
    TestClient ann = service.client("tom", "analysts");
    JsonNode grant = ann.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30)).json();
    String path = "/v1/grants/" + id(grant);
    JsonNode active = ann.post(path + "/activate", "").json();
    JWKSet keys = JWKSet.parse(get("/v1/keys").body());
    GrantVerifier verifier = new GrantVerifier(service.uri().toString());
    String own = ann.key.computeThumbprint().toString();
    String token = active.path("grantToken").asString();

    assertThat(verifier.verify(token, keys, own, service.clock.instant()))
        .isInstanceOf(GrantVerification.Verified.class);
    assertThat(verifier.verify(token, keys, "another", service.clock.instant()))
        .isInstanceOf(GrantVerification.Rejected.class);
    String renewed = ann.post(path + "/token", "").json().path("grantToken").asString();
    assertThat(verifier.verify(renewed, keys, own, service.clock.instant()))
        .isInstanceOf(GrantVerification.Verified.class);

    TestClient stranger = service.client("stranger", "analysts");
    assertThat(stranger.post(path + "/token", "").status()).isEqualTo(404);
    assertThat(stranger.post(path + "/activate", "").status()).isEqualTo(404);
    assertThat(stranger.get(path).status()).isEqualTo(404);
    TestClient elsewhere = service.client("tom", "analysts");
    assertThat(elsewhere.post(path + "/token", "").status()).isEqualTo(409);
  }

  @Test
  void thePolicyComesByItsDigestWithASignature() throws Exception {
    TestClient ann = service.client("pat", "analysts");
    JsonNode grant = ann.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 5)).json();
    JsonNode active = ann.post("/v1/grants/" + id(grant) + "/activate", "").json();
    Answer policy = ann.get("/v1/policies/" + active.path("policyDigest").asString());

    assertThat(policy.body()).isEqualTo(TestService.POLICY);
    String signature = policy.response().headers().firstValue("Gatehouse-Signature").orElseThrow();
    assertThat(
            PolicySignature.verifies(
                signature,
                policy.body().getBytes(StandardCharsets.UTF_8),
                JWKSet.parse(get("/v1/keys").body())))
        .isTrue();
    assertThat(ann.get("/v1/policies/" + "0".repeat(64)).status()).isEqualTo(404);
  }

  @Test
  void activatingAgainGivesNewPasswordsAndTheOldOnesEnd() throws Exception {
    TestClient ann = service.client("rea", "analysts");
    String id = id(ann.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30)).json());
    JsonNode first = ann.post("/v1/grants/" + id + "/activate", "").json();
    JsonNode second = ann.post("/v1/grants/" + id + "/activate", "").json();

    assertThat(second.path("detail").asString()).isEmpty();
    assertThat(second.path("maskKey")).isEqualTo(first.path("maskKey"));
    assertThat(read(second, "plain", "SELECT count(*) FROM shop.orders")).isEqualTo("1000");
    assertThatThrownBy(() -> read(first, "plain", "SELECT 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void timeEndsAGrantAndItsRoles() throws Exception {
    TestClient ann = service.client("eve", "analysts");
    String id = id(ann.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 5)).json());
    ann.post("/v1/grants/" + id + "/activate", "");
    assertThat(service.shop.roles()).anyMatch(name -> name.contains(id));

    service.clock.advance(Duration.ofMinutes(6));
    service.restart();

    assertThat(service.shop.roles()).noneMatch(name -> name.contains(id));
    TestClient later = service.client("eve", "analysts");
    assertThat(later.get("/v1/grants/" + id).json().path("state").asString()).isEqualTo("ended");
  }

  static String id(JsonNode grant) {
    return grant.path("id").asString();
  }

  static String read(JsonNode active, String role, String sql) throws SQLException {
    try (Connection connection = connect(active, role);
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  static Connection connect(JsonNode active, String role) throws SQLException {
    JsonNode credentials = active.path(role);
    return DriverManager.getConnection(
        active.path("jdbcUrl").asString(),
        credentials.path("user").asString(),
        credentials.path("password").asString());
  }

  private Answer get(String path) {
    URI uri = service.uri().resolve(path);
    return TestClient.send(HttpRequest.newBuilder(uri).GET());
  }
}
