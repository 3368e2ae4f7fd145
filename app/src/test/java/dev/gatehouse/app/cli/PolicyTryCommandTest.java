package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    this.folder = folder;
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
            "{\"name\":\"email\",\"lineage\":[\"public.customers.email\"],\"derivation\":\"direct\",\"mask\":\"email\",\"rule\":\"pii.email"
                + " → email\",\"type\":\"text\"}");
    assertThat(answers.get(3).path("error").path("sqlstate").asString()).isEqualTo("22012");
    assertThat(answers.get(4).path("refusal").path("code").asString())
        .isEqualTo("multiple_statements");
    assertThat(lab.recorded.err()).isEmpty();
    assertThat(lab.sandboxRoles()).isEmpty();
  }

  @Test
  void numbersAreExactAndEverythingElseIsText() {
    assertThat(
            lab.attempt(
                "--json", "SELECT id, big, exact, ratio, payload, seen FROM pub ORDER BY id"))
        .isZero();
    assertThat(answer().path("rows"))
        .hasToString(
            "[[1,\"9007199254740993\",0.1,0.5,\"\\\\xdeadbeef\",\"2024-02-29 12:00:00+00\"],"
                + "[2,-5,\"12345678901234567890.123456789\",\"NaN\",null,null],"
                + "[3,null,null,\"-Infinity\",\"\\\\x\",null]]");
  }

  @Test
  void thePolicysLimitAndOnesOwnCutTheRows() {
    assertThat(lab.attempt("--json", "SELECT id FROM orders")).isZero();
    assertThat(answer().path("row_count").asInt()).isEqualTo(100);
    assertThat(answer().path("limited").asBoolean()).isTrue();
    assertThat(lab.attempt("--json", "--max-rows", "3", "SELECT id FROM orders")).isZero();
    assertThat(answer().path("rows")).hasSize(3);
    assertThat(lab.attempt("--json", "SELECT id FROM orders WHERE id < 4")).isZero();
    assertThat(answer().path("limited").asBoolean()).isFalse();
  }

  @Test
  void whatCouldDestroyRunsOnlyWithAYesAndIsMeasuredBefore() throws Exception {
    String sql = "DELETE FROM orders WHERE id IN (11, 12)";
    assertThat(lab.attemptAs("dbas", "", "--json", sql)).isZero();
    assertThat(answer().path("effect").asString()).isEqualTo("confirm");
    assertThat(answer().path("outcome").asString()).isEqualTo("not_confirmed");
    assertThat(answer().path("measured_rows").asInt()).isEqualTo(2);
    assertThat(answer().path("row_count").asInt()).isZero();
    assertThat(lab.query("SELECT count(*) FROM orders WHERE id IN (11, 12)")).containsExactly("2");
    assertThat(lab.attemptAs("dbas", "", "--json", "--confirm", sql)).isZero();
    assertThat(answer().path("effect").asString()).isEqualTo("confirm");
    assertThat(answer().path("row_count").asInt()).isEqualTo(2);
    assertThat(lab.query("SELECT count(*) FROM orders WHERE id IN (11, 12)"))
        .as("what was allowed is kept")
        .containsExactly("0");
    assertThat(lab.attemptAs("dbas", "", "--json", "--confirm", "TRUNCATE orders")).isZero();
    assertThat(answer().path("effect").asString()).isEqualTo("needs_approval");
  }

  @Test
  void jsonLinesKeepTheirIdsAndTheirOrder() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("some.jsonl"),
            """
            {"id": "first", "sql": "SELECT 1 AS n"}
            {"id": 2, "sql": "SELECT\\n  nothing FROM pub"}

            {"sql": "SELECT 3 AS n", "note": "kept by its author"}
            """);
    assertThat(lab.attempt("--json", "--file", file.toString())).isZero();
    assertThat(lab.answers())
        .extracting(a -> a.path("id").toString())
        .containsExactly("\"first\"", "2", "\"3\"");
    assertThat(lab.answers().get(1).path("refusal").path("code").asString())
        .isEqualTo("unknown_name");
  }

  @Test
  void aFileIsOneEntryUnlessItIsAScript() throws Exception {
    Path file = Files.writeString(folder.resolve("two.sql"), "SELECT 1 AS n;\nSELECT x;\n-- end\n");
    assertThat(lab.attempt("--json", "--file", file.toString())).isZero();
    assertThat(lab.answers()).hasSize(1);
    assertThat(answer().path("refusal").path("code").asString()).isEqualTo("multiple_statements");
    assertThat(answer().path("refusal").path("line").asInt()).isEqualTo(2);
    assertThat(lab.attempt("--json", "--script", "--file", file.toString())).isZero();
    assertThat(lab.answers()).extracting(a -> a.path("statement").asInt()).containsExactly(1, 2);
    assertThat(lab.attemptAs("analysts", "SELECT 1 AS n", "--json")).isZero();
    assertThat(answer().path("rows")).hasToString("[[1]]");
    assertThat(lab.attemptAs("analysts", "{\"id\": \"a\", \"sql\": \"SELECT 1\"}", "--json"))
        .isZero();
    assertThat(answer().path("id").asString()).isEqualTo("a");
    assertThat(lab.attempt("--json", "--script", " -- nothing")).isZero();
    assertThat(answer().path("refusal").path("code").asString()).isEqualTo("empty");
  }

  @Test
  void aTextFarTooLargeIsARefusalLikeAnyOther() throws Exception {
    Path file = folder.resolve("large.sql");
    Files.writeString(file, "SELECT '" + "a".repeat(10 << 20) + "'");
    assertThat(lab.attempt("--json", "--file", file.toString())).isZero();
    assertThat(answer().path("refusal").path("code").asString()).isEqualTo("too_large");
    assertThat(lab.attempt("--json", "(".repeat(10_000) + "1", "SELECT 1")).isZero();
    assertThat(lab.answers()).hasSize(2);
  }

  @Test
  void askingByErrorsEndsASessionAndTheNextStatementHasANewOne() {
    List<String> arguments = new ArrayList<>(List.of("--json"));
    for (int i = 0; i < 25; i++) {
      arguments.add("SELECT salary::text || (1 / (id - " + (1 + i % 3) + ")) FROM users");
    }
    arguments.add("SELECT count(*) FROM orders");
    assertThat(lab.attempt(arguments.toArray(String[]::new))).isZero();
    assertThat(lab.answers())
        .hasSize(26)
        .noneMatch(a -> a.path("outcome").asString().equals("ended"));
    assertThat(lab.answers().getLast().path("outcome").asString()).isEqualTo("done");
  }

  @Test
  void whatAMaskedColumnHoldsIsNowhereInTheOutput() {
    assertThat(
            lab.attempt(
                "--json",
                "SELECT * FROM users",
                "SELECT u FROM users u",
                "SELECT ssn::int FROM users",
                "SELECT 1 FROM users WHERE ssn LIKE '123%'",
                "SELECT peek(1)",
                "SELECT to_jsonb(u) FROM users u",
                "SELECT * FROM customer_totals",
                "EXPLAIN ANALYZE SELECT * FROM users WHERE ssn = '123-45-6789'"))
        .isZero();
    assertThat(lab.recorded.out() + lab.recorded.err())
        .doesNotContain("123-45", "987-65", "5000.25", "4111111111111111", "vip", "customer7@");
  }

  @Test
  void peopleReadTablesAndSentences() {
    assertThat(
            lab.attempt(
                "SELECT id, email FROM customers WHERE id < 3", "SELECT\n nothing FROM pub"))
        .isZero();
    assertThat(lab.recorded.out()).contains("email*", "c***@example.org");
    assertThat(lab.recorded.err()).contains("1.1: allow_masked", "2.1: deny", "Refused at line 2");
  }

  @Test
  void theGrantIsWhatTheOptionsSay() {
    assertThat(
            lab.attempt(
                "--json", "--unmask", "pii.email", "SELECT email FROM customers WHERE id = 1"))
        .isZero();
    assertThat(answer().path("rows")).hasToString("[[\"customer1@example.org\"]]");
    assertThat(lab.attempt("--json", "--ticket", "", "SELECT id FROM pub")).isZero();
    assertThat(answer().path("effect").asString()).isEqualTo("deny");
    assertThat(lab.attempt("--json", "--environment", "dev", "SELECT id FROM pub")).isZero();
    assertThat(answer().path("effect").asString()).isEqualTo("deny");
    assertThat(lab.attempt("--json", "--relation", "public.orders", "SELECT id FROM pub")).isZero();
    assertThat(answer().path("effect").asString()).isEqualTo("deny");
    assertThat(lab.attemptAs("nobodies", "", "--json", "SELECT id FROM pub")).isZero();
    assertThat(answer().path("reason").asString()).contains("it is for groups analysts");
  }

  @Test
  void whatIsWrongOnTheCommandLineIsOneSentence() throws Exception {
    Path broken = Files.write(folder.resolve("broken.sql"), new byte[] {'S', (byte) 0xC3, 0x28});
    Path lines = Files.writeString(folder.resolve("bad.jsonl"), "{\"sql\": \"SELECT 1\"}\n{oops\n");
    Path policy =
        Files.writeString(
            folder.resolve("bad.yaml"),
            "version: 1\n"
                + "rules:\n"
                + "  - id: a\n"
                + "    effect: allow\n"
                + "    what: { relations: users, actions: [read] }\n"
                + "    reason: No.\n");
    assertSentence(ExitCode.USAGE, "not UTF-8", "--file", broken.toString());
    assertSentence(ExitCode.USAGE, "line 2", "--file", lines.toString());
    assertSentence(ExitCode.USAGE, "not both", "--file", lines.toString(), "SELECT 1");
    assertSentence(ExitCode.USAGE, "nowhere.sql", "--file", "nowhere.sql");
    assertSentence(ExitCode.USAGE, "no tag 'x'", "--unmask", "x", "SELECT 1");
    assertSentence(ExitCode.USAGE, "no environment", "--environment", "moon", "SELECT 1");
    assertSentence(ExitCode.USAGE, "no action", "--action", "drop", "SELECT 1");
    assertThat(lab.attempt("--frobnicate", "SELECT 1")).isEqualTo(2);
    assertThat(lab.recorded.err()).contains("--frobnicate");
    PolicyLab other = lab.with(policy);
    assertThat(other.attempt("SELECT 1")).isEqualTo(2);
    assertThat(other.recorded.err()).contains("bad.yaml, line 5, rule a:", "'users'");
    assertThat(lab.sandboxRoles()).isEmpty();
  }

  @Test
  void aDatabaseThatDoesNotLetOneInIsNamed() {
    assertThat(lab.run("", at("jdbc:postgresql://127.0.0.1:1/x", PolicyLab.PASSWORD))).isEqualTo(6);
    assertThat(lab.recorded.err().lines()).hasSize(1);
    assertThat(lab.recorded.err()).contains("does not answer");
    assertThat(lab.run("", at(lab.database.jdbcUrl(), "GATEHOUSE_STATE"))).isEqualTo(2);
    assertThat(lab.recorded.err().lines()).hasSize(1);
    assertThat(lab.recorded.err()).contains("password");
    assertThat(lab.run("", at(lab.database.jdbcUrl(), "NO_SUCH_VARIABLE"))).isEqualTo(2);
    assertThat(lab.recorded.err()).contains("NO_SUCH_VARIABLE is not set");
    assertThat(lab.run("", at("jdbc:oracle:thin:@x", PolicyLab.PASSWORD))).isEqualTo(2);
    assertThat(lab.recorded.err()).contains("jdbc:postgresql://");
  }

  @Test
  void theSuperuserTriesItsPolicyToo(@TempDir Path other) throws Exception {
    PolicyLab ofSuperuser = PolicyLab.withSuperuser(other);
    assertThat(ofSuperuser.attempt("--json", "SELECT email FROM customers WHERE id = 1")).isZero();
    assertThat(ofSuperuser.answers().getFirst().path("rows"))
        .hasToString("[[\"c***@example.org\"]]");
    assertThat(lab.sandboxRoles()).isEmpty();
  }

  private String[] at(String url, String passwordVariable) {
    return new String[] {
      "policy",
      "try",
      "--url",
      url,
      "--db-user",
      lab.admin,
      "--db-password-env",
      passwordVariable,
      "--policy",
      lab.policy.toString(),
      "--as",
      "ann",
      "--groups",
      "analysts",
      "SELECT 1"
    };
  }

  private void assertSentence(ExitCode code, String part, String... arguments) {
    assertThat(lab.attempt(arguments)).isEqualTo(code.number());
    assertThat(lab.recorded.err().strip().lines()).hasSize(1);
    assertThat(lab.recorded.err()).contains(part);
    assertThat(lab.recorded.out()).isEmpty();
  }

  private JsonNode answer() {
    return lab.answers().getFirst();
  }
}
