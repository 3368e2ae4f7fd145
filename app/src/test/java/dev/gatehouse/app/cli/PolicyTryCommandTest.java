package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code gatehouse policy try} on a real database, by an administrator who is no superuser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyTryCommandTest {
  @SuppressWarnings("NullAway.Init")
  private PolicyLab lab;

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    lab = PolicyLab.withOwner(folder);
  }

  @Test
  void everyStatementHasOneAnswerWithTheSameFieldsInTheSameOrder() throws Exception {
    assertThat(
            lab.attempt(
                "--json",
                "SELECT id, email FROM customers WHERE id = 1",
                "SELECT reverse(email) FROM customers LIMIT 1",
                "DELETE FROM orders WHERE id = 1",
                "SELECT 1/0",
                "SELECT 1; SELECT 2",
                "SELECT peek(1)"))
        .isZero();
    List<JsonNode> answers = lab.answers();
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.propertyNames())
                    .startsWith(
                        "id",
                        "statement",
                        "effect",
                        "reason",
                        "rules",
                        "columns",
                        "rows",
                        "row_count",
                        "error",
                        "notices",
                        "millis"));
    assertThat(answers)
        .extracting(answer -> answer.path("effect").asString())
        .containsExactly("allow_masked", "allow_masked", "deny", "allow", "deny", "deny");
    assertThat(answers)
        .extracting(answer -> answer.path("id").asString())
        .containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(answers.getFirst().path("rows")).hasToString("[[1,\"c***@example.org\"]]");
    assertThat(answers.getFirst().path("columns").get(1))
        .hasToString(
            "{\"name\":\"email\",\"lineage\":[\"public.customers.email\"],\"derivation\":\"direct\","
                + "\"mask\":\"email\",\"rule\":\"pii.email → email\",\"type\":\"text\"}");
    assertThat(answers.get(3).path("error").path("sqlstate").asString()).isEqualTo("22012");
    assertThat(answers.get(4).path("refusal").path("code").asString())
        .isEqualTo("multiple_statements");
    assertThat(lab.recorded.err()).isEmpty();
    assertThat(lab.sandboxRoles()).isEmpty();
  }
}
