package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service's process is killed half way; the next one leaves no role that no grant owns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(90)
class KilledServiceTest {
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
    service.stop();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private record Asked(TestClient client, String id) {
    CompletableFuture<Void> meanwhile(String step, String body) {
      return CompletableFuture.runAsync(
          () -> {
            try {
              client.post("/v1/grants/" + id + "/" + step, body);
            } catch (RuntimeException killed) {
              // The connection broke with the process.
            }
          });
    }
  }

  private Asked ask(OtherProcess process, String person, String... groups) {
    TestClient client =
        new TestClient(process.uri, service.clock).signIn(service.issuer.token(person, groups));
    JsonNode grant =
        client.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30)).json();
    return new Asked(client, JourneyTest.id(grant));
  }

  /** Whoever changes this table's privileges waits until the connection is done. */
  private Connection block() throws SQLException {
    Connection connection = service.shop.database.connect();
    connection.setAutoCommit(false);
    execute(connection, "GRANT REFERENCES ON shop.orders TO PUBLIC");
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String state(String id) throws SQLException {
    try (Connection connection = service.controlDatabase.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT state FROM access_grant WHERE id = '" + id + "'")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void until(String id, String state, CompletableFuture<Void> work) throws SQLException {
    while (!state(id).equals(state)) {
      assertThat(work).as("waits for " + state).isNotDone();
    }
  }

  private long rolesOf(String id) throws SQLException {
    return service.shop.roles().stream().filter(role -> role.contains(id)).count();
  }

  @Test
  void killedWhileItsRolesAreMinted() throws Exception {
    try (OtherProcess process = OtherProcess.start(service)) {
      Asked asked = ask(process, "ann", "analysts");
      try (Connection block = block()) {
        CompletableFuture<Void> minting = asked.meanwhile("activate", "");
        until(asked.id(), "activating", minting);
        process.kill();
        minting.join();
        block.rollback();
      }
      service.restart();
      assertThat(rolesOf(asked.id())).isZero();
      assertThat(state(asked.id())).isEqualTo("approved");
      service.stop();
    }
  }

  @Test
  void killedBetweenTheRolesAndTheRecordOfThem() throws Exception {
    try (OtherProcess process = OtherProcess.start(service)) {
      Asked asked = ask(process, "bea", "analysts");
      try (Connection record = service.controlDatabase.connect()) {
        record.setAutoCommit(false);
        CompletableFuture<Void> minting;
        try (Connection block = block()) {
          minting = asked.meanwhile("activate", "");
          until(asked.id(), "activating", minting);
          execute(record, "SELECT 1 FROM access_grant WHERE id = '" + asked.id() + "' FOR UPDATE");
          block.rollback();
        }
        while (rolesOf(asked.id()) < 2) {
          assertThat(minting).isNotDone();
        }
        process.kill();
        minting.join();
        record.rollback();
      }
      assertThat(rolesOf(asked.id())).isEqualTo(2);
      service.restart();
      assertThat(rolesOf(asked.id())).isZero();
      assertThat(state(asked.id())).isEqualTo("approved");
      service.stop();
    }
  }

  @Test
  void killedWhileItRevokes() throws Exception {
    try (OtherProcess process = OtherProcess.start(service)) {
      Asked asked = ask(process, "cia", "analysts");
      JsonNode told = asked.client().post("/v1/grants/" + asked.id() + "/activate", "").json();
      TestClient rex =
          new TestClient(process.uri, service.clock)
              .signIn(service.issuer.token("rex", "reviewers"));
      try (Connection held = JourneyTest.connect(told, "plain");
          Connection block = block()) {
        CompletableFuture<Void> revoking =
            new Asked(rex, asked.id()).meanwhile("revoke", "{\"reason\": \"Enough.\"}");
        until(asked.id(), "revoking", revoking);
        process.kill();
        revoking.join();
        block.rollback();
        service.restart();
        assertThat(rolesOf(asked.id())).isZero();
        assertThat(state(asked.id())).isEqualTo("revoked");
        assertThat(held.isValid(1)).isFalse();
      }
      service.stop();
    }
  }
}
