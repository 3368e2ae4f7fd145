package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.control.TestClient.Answer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two replicas on one database, behind one address, none of them the leader. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class ReplicasTest {
  private static final URI ADDRESS = URI.create("http://127.0.0.1:1");
  private TestService shared;
  private ControlService one;
  private ControlService two;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    shared = new TestService(directory);
    one = ControlService.start(shared.config(Optional.of(ADDRESS)), shared.clock);
    two = ControlService.start(shared.config(Optional.of(ADDRESS)), shared.clock);
  }

  @AfterAll
  void stop() {
    one.close();
    two.close();
    shared.close();
  }

  private TestClient client(String subject, String... groups) {
    return new TestClient(ADDRESS, shared.clock)
        .at(one.listening())
        .signIn(shared.issuer.token(subject, groups));
  }

  private static String ask(TestClient client) {
    return JourneyTest.id(
        client.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30)).json());
  }

  @Test
  void whatIsRevokedAtOneEndsTheSessionsOfTheOther() throws Exception {
    TestClient ann = client("ann", "analysts");
    String id = ask(ann);
    JsonNode told = ann.at(two.listening()).post("/v1/grants/" + id + "/activate", "").json();
    try (BufferedReader stream =
            new BufferedReader(
                new InputStreamReader(
                    ann.at(two.listening()).stream("/v1/events"), StandardCharsets.UTF_8));
        Connection connection = JourneyTest.connect(told, "plain")) {
      CompletableFuture<String> query =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  connection.createStatement().execute("SELECT pg_sleep(50)");
                  return "finished";
                } catch (SQLException e) {
                  return String.valueOf(e.getSQLState());
                }
              });
      Answer revoked =
          client("rex", "reviewers")
              .post("/v1/grants/" + id + "/revoke", "{\"reason\": \"Enough.\"}");
      assertThat(revoked.json().path("state").asString()).isEqualTo("revoked");
      List<String> seen = new ArrayList<>();
      while (!seen.contains("revoked")) {
        String line = String.valueOf(stream.readLine());
        if (line.startsWith("data:") && line.contains(id)) {
          seen.add(TestClient.JSON.readTree(line.substring(5)).path("state").asString());
        }
      }
      assertThat(seen).endsWith("revoking", "revoked");
      assertThat(query.get()).isIn("57P01", "08006");
    }
    assertThat(ann.at(two.listening()).post("/v1/grants/" + id + "/token", "").status())
        .isEqualTo(409);
  }

  @Test
  void aProofThatOneHasSeenIsRefusedByTheOther() {
    TestClient ann = client("ann", "analysts");
    String proof = ann.proof("GET", "/v1/me", ann.token());
    assertThat(ann.getWithProof("/v1/me", proof).status()).isEqualTo(200);
    Answer replayed = ann.at(two.listening()).getWithProof("/v1/me", proof);
    assertThat(replayed.status()).isEqualTo(401);
    assertThat(replayed.detail()).contains("used before");
  }

  @Test
  void aCopiedProviderTokenIsWorthNothingWithAnotherKeyAtEither() {
    String token = shared.issuer.token("ann", "analysts");
    TestClient owner = new TestClient(ADDRESS, shared.clock).at(one.listening());
    assertThat(owner.exchange(token).status()).isEqualTo(200);
    for (ControlService replica : List.of(one, two)) {
      TestClient thief = new TestClient(ADDRESS, shared.clock).at(replica.listening());
      Answer stolen = thief.exchange(token);
      assertThat(stolen.status()).isEqualTo(401);
      assertThat(stolen.detail()).contains("another device");
    }
    assertThat(owner.at(two.listening()).exchange(token).status()).isEqualTo(200);
  }

  @Test
  void signInsAreCountedTogether() {
    TestClient ann = new TestClient(ADDRESS, shared.clock).at(one.listening());
    TestClient atTwo = ann.at(two.listening());
    for (int i = 0; i < 15; i++) {
      assertThat(ann.exchange(shared.issuer.token("ann")).status()).isEqualTo(200);
      assertThat(atTwo.exchange(shared.issuer.token("ann")).status()).isEqualTo(200);
    }
    Answer tooMany = atTwo.exchange(shared.issuer.token("ann"));
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.response().headers().firstValue("Retry-After")).hasValue("60");
  }

  @Test
  void aRollingRestartLosesNothing() throws Exception {
    TestClient ann = client("ann", "analysts");
    String id = ask(ann);
    JsonNode told = ann.post("/v1/grants/" + id + "/activate", "").json();
    one.close();
    TestClient there = ann.at(two.listening());
    assertThat(there.post("/v1/grants/" + id + "/token", "").status()).isEqualTo(200);
    assertThat(JourneyTest.read(told, "plain", "SELECT count(*) FROM shop.orders"))
        .isEqualTo("1000");
    String meanwhile = ask(there);
    one = ControlService.start(shared.config(Optional.of(ADDRESS)), shared.clock);
    two.close();
    TestClient back = ann.at(one.listening());
    assertThat(back.get("/v1/grants/" + meanwhile).json().path("state").asString())
        .isEqualTo("approved");
    assertThat(back.post("/v1/grants/" + id + "/token", "").status()).isEqualTo(200);
    assertThat(JourneyTest.read(told, "plain", "SELECT count(*) FROM shop.orders"))
        .isEqualTo("1000");
    two = ControlService.start(shared.config(Optional.of(ADDRESS)), shared.clock);
  }
}
