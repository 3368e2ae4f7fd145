package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.minting.MariaDbShop;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A grant's life on a MariaDB data source, from the request to the end. */
@Tag("mariadb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbGrantTest {
  private MariaDbShop shop;
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    shop = new MariaDbShop();
    service = new TestService(directory, List.of(shop.config()));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static String id(JsonNode grant) {
    return grant.get("id").asString();
  }

  private static Connection connect(JsonNode active, String role) throws SQLException {
    return DriverManager.getConnection(
        active.get("jdbcUrl").asString(),
        active.get(role).get("user").asString(),
        active.get(role).get("password").asString());
  }

  @Test
  void aGrantIsActivatedUsedAndEnded() throws Exception {
    TestClient ann = service.client("ann", "analysts");
    JsonNode grant = ann.post("/v1/grants", TestService.ask("shop-mariadb", "\"read\"", 30)).json();
    assertThat(grant.get("state").asString()).isEqualTo("approved");
    JsonNode active = ann.post("/v1/grants/" + id(grant) + "/activate", "").json();
    assertThat(active.get("jdbcUrl").asString()).startsWith("jdbc:mariadb://127.0.0.1:");

    try (Connection plain = connect(active, "plain");
        Connection sensitive = connect(active, "sensitive")) {
      assertThat(first(plain, "SELECT name FROM shop.customers ORDER BY id")).isEqualTo("n1");
      assertThat(first(plain, "SELECT name FROM shop.called ORDER BY id")).isEqualTo("n1");
      assertThatThrownBy(() -> first(plain, "SELECT email FROM shop.customers"))
          .hasMessageContaining("denied");
      assertThat(first(sensitive, "SELECT email FROM shop.customers ORDER BY id"))
          .isEqualTo("e1@example.test");

      assertThat(ann.post("/v1/grants/" + id(grant) + "/end", "").status()).isEqualTo(200);
      assertThatThrownBy(() -> first(plain, "SELECT 1")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> first(sensitive, "SELECT 1")).isInstanceOf(SQLException.class);
    }
    assertThat(shop.accounts()).noneMatch(account -> account.contains(id(grant)));
    assertThatThrownBy(() -> connect(active, "plain")).isInstanceOf(SQLException.class);
  }

  @Test
  void theHolderIsToldTheSchemaThatTheirAccountsDoNotSee() throws Exception {
    TestClient ann = service.client("ann", "analysts");
    JsonNode grant = ann.post("/v1/grants", TestService.ask("shop-mariadb", "\"read\"", 30)).json();
    String path = "/v1/grants/" + id(grant);
    assertThat(ann.get(path + "/schema").status()).isEqualTo(409);
    ann.post(path + "/activate", "");

    JsonNode schema = ann.get(path + "/schema").json();
    assertThat(schema.get("dialect").asString()).isEqualTo("MARIADB");
    assertThat(schema.toString()).contains("shop`.`customers`.`name` AS `name`", "we`ird");
    assertThat(service.client("eve", "analysts").get(path + "/schema").status()).isEqualTo(404);
    ann.post(path + "/end", "");
    assertThat(ann.get(path + "/schema").status()).isEqualTo(409);
  }

  @Test
  void whatACrashLeftIsGoneAfterTheStart() throws Exception {
    TestClient ann = service.client("ann", "analysts");
    JsonNode grant = ann.post("/v1/grants", TestService.ask("shop-mariadb", "\"read\"", 30)).json();
    ann.post("/v1/grants/" + id(grant) + "/activate", "");
    service.controlDatabase.execute(
        "ALTER TABLE access_grant DISABLE TRIGGER USER",
        "UPDATE access_grant SET state = 'revoking' WHERE id = '" + id(grant) + "'",
        "ALTER TABLE access_grant ENABLE TRIGGER USER");
    shop.database.execute("CREATE USER gh_00000000000000cc_p@`%` IDENTIFIED BY 'x' ACCOUNT LOCK");

    service.restart();

    assertThat(shop.accounts())
        .noneMatch(account -> account.contains(id(grant)))
        .noneMatch(account -> account.contains("00000000000000cc"));
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
