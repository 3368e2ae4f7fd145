package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.control.TestClient.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * SQL in whatever ends up in a GRANT: fields of a request, and names of the source's own schema.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectionTest {
  private static final String HOSTILE = "x\"; DROP TABLE shop.orders; --'\\ $$";
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
    String name = "\"" + HOSTILE.replace("\"", "\"\"") + "\"";
    service.shop.database.execute(
        "CREATE TABLE shop." + name + " (id serial, " + name + " text)",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON shop."
            + name
            + " TO "
            + service.shop.minter
            + " WITH GRANT OPTION",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA shop TO "
            + service.shop.minter
            + " WITH GRANT OPTION",
        "INSERT INTO shop." + name + " (" + name + ") VALUES ('seen')");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private void nothingHappened() throws Exception {
    assertThat(service.shop.texts("SELECT count(*) FROM shop.orders")).containsExactly("1000");
    assertThat(
            service.shop.texts(
                "SELECT rolname FROM pg_roles WHERE rolname LIKE 'gh\\_%' AND (rolsuper OR"
                    + " rolcreaterole OR rolcreatedb OR rolinherit OR rolbypassrls)"))
        .isEmpty();
    assertThat(service.shop.texts("SELECT rolname FROM pg_roles WHERE rolname LIKE 'evil%'"))
        .isEmpty();
  }

  @Test
  void namesOfTheSchemaAreNamesAndNothingElse() throws Exception {
    TestClient ann = service.client("ann", "analysts");
    String id =
        JourneyTest.id(
            ann.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30)).json());
    JsonNode told = ann.post("/v1/grants/" + id + "/activate", "").json();
    String quoted = "\"" + HOSTILE.replace("\"", "\"\"") + "\"";
    assertThat(JourneyTest.read(told, "plain", "SELECT " + quoted + " FROM shop." + quoted))
        .isEqualTo("seen");
    assertThat(ann.post("/v1/grants/" + id + "/end", "").status()).isEqualTo(200);
    assertThat(service.shop.roles()).noneMatch(role -> role.contains(id));
    nothingHappened();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.orders; CREATE ROLE evil SUPERUSER",
        "shop.orders\" TO PUBLIC; CREATE ROLE \"evil",
        "shop.\"orders\"",
        "shop.orders' OR '1'='1",
        "shop.orders\\\"; DROP TABLE shop.orders; --",
        "shop.orders/**/",
        "shop.$$orders$$",
        "shop.orders\u02ba; DROP TABLE shop.orders"
      })
  void noFieldOfARequestReachesTheServerAsSql(String payload) throws Exception {
    TestClient ann = service.client("ivy" + payload.hashCode(), "analysts");
    JsonNode plain = TestClient.JSON.readTree(TestService.ask("shop-staging", "\"read\"", 30));
    Map<String, Object> fields =
        Map.of(
            "source", payload,
            "relations", List.of(payload),
            "actions", List.of(payload),
            "unmask", List.of(payload),
            "export", payload,
            "purpose", payload,
            "ticket", payload,
            "extendsGrant", payload,
            "startAt", payload);
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      var body = (tools.jackson.databind.node.ObjectNode) plain.deepCopy();
      body.set(field.getKey(), TestClient.JSON.valueToTree(field.getValue()));
      Answer answer = ann.post("/v1/grants", TestClient.JSON.writeValueAsString(body));
      assertThat(answer.status()).as(field.getKey() + ": " + answer.body()).isIn(201, 400, 404);
      if (answer.status() == 201) {
        String path = "/v1/grants/" + JourneyTest.id(answer.json());
        assertThat(ann.post(path + "/activate", "").status())
            .as(field.getKey())
            .isIn(200, 409, 422);
        ann.post(path + "/end", "");
      }
    }
    String inPath = java.net.URLEncoder.encode(payload, java.nio.charset.StandardCharsets.UTF_8);
    assertThat(ann.post("/v1/grants/" + inPath.replace("+", "%20") + "/activate", "").status())
        .isIn(400, 401, 404);
    nothingHappened();
  }
}
