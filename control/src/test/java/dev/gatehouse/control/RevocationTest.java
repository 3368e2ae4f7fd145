package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class RevocationTest {
  private static final String REASON = "{\"reason\": \"The incident is over.\"}";
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private record Active(TestClient client, String id, JsonNode told) {}

  private Active activate(String person) {
    TestClient client = service.client(person, "analysts");
    String id =
        JourneyTest.id(
            client.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30)).json());
    return new Active(client, id, client.post("/v1/grants/" + id + "/activate", "").json());
  }

  private String revoke(String id) {
    return service
        .client("rex", "reviewers")
        .post("/v1/grants/" + id + "/revoke", REASON)
        .json()
        .path("state")
        .asString();
  }

  @Test
  void aRunningQueryIsCutOff() throws Exception {
    Active active = activate("query");
    try (Connection connection = JourneyTest.connect(active.told(), "plain")) {
      CompletableFuture<String> query =
          CompletableFuture.supplyAsync(
              () -> {
                try (Statement statement = connection.createStatement()) {
                  statement.execute("SELECT pg_sleep(50)");
                  return "finished";
                } catch (SQLException e) {
                  return String.valueOf(e.getSQLState());
                }
              });
      await(
          "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND usename = 'gh_"
              + active.id()
              + "_p'");
      assertThat(revoke(active.id())).isEqualTo("revoked");
      assertThat(query.get(5, TimeUnit.SECONDS)).isIn("57P01", "08006");
    }
    assertThat(service.shop.roles()).noneMatch(role -> role.contains(active.id()));
  }

  @Test
  void anOpenCursorDeliversNothingMore() throws Exception {
    Active active = activate("cursor");
    try (Connection connection = JourneyTest.connect(active.told(), "plain")) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(10);
        ResultSet rows = statement.executeQuery("SELECT name FROM shop.customers");
        assertThat(rows.next()).isTrue();
        assertThat(revoke(active.id())).isEqualTo("revoked");
        assertThatThrownBy(
                () -> {
                  while (rows.next()) {
                    assertThat(rows.getRow()).isLessThanOrEqualTo(10);
                  }
                })
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void aRevokedGrantIsOver() {
    Active active = activate("over");
    assertThat(revoke(active.id())).isEqualTo("revoked");
    assertThat(revoke(active.id())).isEqualTo("revoked");
    String path = "/v1/grants/" + active.id();
    assertThat(active.client().post(path + "/token", "").status()).isEqualTo(409);
    assertThat(active.client().post(path + "/activate", "").detail()).contains("revoked");
    assertThat(active.client().get(path).json().path("reason").asString())
        .isEqualTo("The incident is over.");
    assertThat(active.client().post(path + "/revoke", REASON).status()).isEqualTo(403);
  }

  @Test
  void theHolderIsToldAtOnceAndNobodyElse() throws Exception {
    Active active = activate("told");
    TestClient other = service.client("other", "analysts");
    try (BufferedReader mine = lines(active.client());
        BufferedReader others = lines(other)) {
      assertThat(next(mine, active.id())).contains("\"active\"");
      assertThat(revoke(active.id())).isEqualTo("revoked");
      assertThat(next(mine, active.id())).contains("\"revoking\"");
      assertThat(next(mine, active.id())).contains("\"revoked\"");
      for (int heartbeats = 0; heartbeats < 3; ) {
        String line = String.valueOf(others.readLine());
        assertThat(line).doesNotContain(active.id());
        heartbeats += line.equals("event: heartbeat") ? 1 : 0;
      }
    }
  }

  private static BufferedReader lines(TestClient client) {
    return new BufferedReader(
        new InputStreamReader(client.stream("/v1/events"), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader lines, String id) throws IOException {
    String line;
    do {
      line = String.valueOf(lines.readLine());
    } while (!line.startsWith("data:") || !line.contains(id));
    return line;
  }

  @Test
  void rolesThatNoGrantOwnsAreRemovedAtTheNextStart() throws Exception {
    Active active = activate("kept");
    String orphan = "00000000000000aa";
    try (Connection minter =
            DriverManager.getConnection(
                service.shop.database.jdbcUrl(), service.shop.minter, service.shop.minterPassword);
        Statement statement = minter.createStatement()) {
      statement.execute("SET createrole_self_grant = 'set, inherit'");
      for (String role : new String[] {"gh_" + orphan + "_p", "gh_" + orphan + "_s"}) {
        statement.execute("CREATE ROLE " + role + " LOGIN");
        statement.execute("GRANT USAGE ON SCHEMA shop TO " + role);
        statement.execute("GRANT SELECT (name) ON shop.customers TO " + role);
      }
    }
    service.restart();
    assertThat(service.shop.roles())
        .noneMatch(role -> role.contains(orphan))
        .anyMatch(role -> role.contains(active.id()));
    assertThat(JourneyTest.read(active.told(), "plain", "SELECT count(*) FROM shop.orders"))
        .isEqualTo("1000");
  }

  @Test
  void aCrashWhileMintingOrRevokingIsClearedUpAtTheNextStart() throws Exception {
    Active minting = activate("minting");
    Active revoking = activate("revoking");
    // As a kill would leave them: half way in the record, roles on the server.
    service.controlDatabase.execute(
        "ALTER TABLE access_grant DISABLE TRIGGER grant_change",
        "UPDATE access_grant SET state = 'activating' WHERE id = '" + minting.id() + "'",
        "UPDATE access_grant SET state = 'revoking' WHERE id = '" + revoking.id() + "'",
        "ALTER TABLE access_grant ENABLE TRIGGER grant_change");
    service.restart();

    assertThat(service.shop.roles())
        .noneMatch(role -> role.contains(minting.id()) || role.contains(revoking.id()));
    TestClient again = service.client("minting", "analysts");
    assertThat(again.post("/v1/grants/" + minting.id() + "/activate", "").status()).isEqualTo(200);
    assertThat(
            service
                .client("revoking", "analysts")
                .get("/v1/grants/" + revoking.id())
                .json()
                .path("state")
                .asString())
        .isEqualTo("revoked");
  }

  @Test
  void whatAPolicyChangeTakesAwayIsGoneAtTheNextActivation() throws Exception {
    Active active = activate("policy");
    java.nio.file.Files.writeString(
        service.directory.resolve("policy.yaml"),
        TestService.POLICY.replace("*.customers.email", "*.customers.*"));
    service.restart();
    TestClient again = service.client("policy", "analysts");
    String path = "/v1/grants/" + active.id();
    assertThat(again.post(path + "/token", "").status()).isEqualTo(409);
    JsonNode told = again.post(path + "/activate", "").json();
    assertThatThrownBy(() -> JourneyTest.read(told, "plain", "SELECT name FROM shop.customers"))
        .hasMessageContaining("permission denied");
    java.nio.file.Files.writeString(service.directory.resolve("policy.yaml"), TestService.POLICY);
    service.restart();
  }

  /** Polls the server until the query has a row. */
  private void await(String sql) throws SQLException, ExecutionException {
    while (service.shop.texts(sql).isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
