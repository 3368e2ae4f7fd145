package dev.gatehouse.app.policytest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.app.policytest.CaseResult.Difference;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.core.policy.PolicySet;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Golden cases, without a server. */
class PolicyTestsTest {
  private static final String POLICY =
      """
      version: 1
      tags: [{ columns: "*.people.ssn", tag: pii.ssn }]
      masks: [{ tag: pii.ssn, mask: show_last_4 }]
      rules:
        - id: office-hours
          effect: allow
          who: { groups: [staff] }
          what: { environment: staging, sources: [desk], relations: ["*.*"], actions: [read, delete] }
          when: "now.getHours() < 18 && grant.ticket != ''"
          reason: The staff reads in office hours.
      """;

  private static final String HEAD =
      """
      policy: policy.yaml
      tables: { public.people: { id: integer primary key, name: text, ssn: text } }
      defaults: { groups: staff, now: "2026-01-31T10:00:00Z" }
      cases:
      """;

  @TempDir private Path folder;

  @Test
  void theExampleOfTheDocumentationHolds() throws Exception {
    List<CaseResult> results = new ArrayList<>();
    assertThat(
            PolicyTests.read(
                    Path.of("..", "docs", "examples", "shop-policy-tests.yaml"),
                    null,
                    PolicyTestsTest::policy,
                    Instant.now())
                .run(results::add))
        .isTrue();
    assertThat(results).hasSizeGreaterThan(10).allMatch(CaseResult::holds);
  }

  @Test
  void theEnvironmentAndTheSourceAreThoseThatTheRulesName() throws Exception {
    assertThat(
            differences(
                "{ effect: allow, rules: [office-hours], masks: {} }", "SELECT name FROM people"))
        .isEmpty();
  }

  @Test
  void everyDifferenceIsTold() throws Exception {
    assertThat(
            differences(
                "{ effect: deny, rules: [], masks: { name: redact }, refusal: unsupported, reason:"
                    + " No }",
                "SELECT name, ssn FROM people"))
        .extracting(Difference::what)
        .containsExactly("effect", "refusal", "rules", "mask of name", "mask of ssn", "reason");
  }

  @Test
  void whatIsNotExpectedIsNotLookedAt() throws Exception {
    assertThat(differences("{ effect: allow_masked }", "SELECT ssn FROM people")).isEmpty();
  }

  @Test
  void theMomentIsTheCases() throws Exception {
    assertThat(
            run("  - { statement: SELECT 1, now: '2026-01-31T19:00:00Z', expect: { rules: [] } }"))
        .allMatch(CaseResult::holds);
  }

  @Test
  void aRefusedStatementIsAnOrdinaryCase() throws Exception {
    assertThat(
            differences("{ effect: deny, refusal: multiple_statements }", "'SELECT 1; SELECT 2'"))
        .isEmpty();
    assertThat(differences("{ refusal: none }", "SELECT 1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "  - { statement: SELECT 1 }|cases[0].expect is missing",
        "  - { statement: SELECT 1, expect: {} }|expects nothing",
        "  - { expect: { effect: allow } }|no 'statement'",
        "  - { statement: SELECT 1, expect: { effect: permit } }|'permit'",
        "  - { statement: SELECT 1, expect: { rules: [nobody] } }|no rule 'nobody'",
        "  - { statement: SELECT 1, expect: { masks: { a: blur } } }|'blur' is no mask",
        "  - { statement: SELECT 1, grant: { unmask: x }, expect: { effect: allow } }|no tag 'x'",
        "  - { statement: SELECT 1, grant: { relations: x }, expect: { effect: allow } }|'x' is no"
            + " pattern",
        "  - { statement: SELECT 1, now: tomorrow, expect: { effect: allow } }|no moment",
        "  - { sql: SELECT 1, expect: { effect: allow } }|unknown key 'sql'",
        "  # none|no cases",
        "  - { name: a, |no YAML"
      })
  void aFileThatCannotBeUsedNamesThePlace(String cases, String part) {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> run(cases))
        .withMessageContaining("tests.yaml")
        .withMessageContaining(part);
  }

  @Test
  void theSchemaNamesTheSameKeys() throws Exception {
    JsonNode schema;
    try (InputStream in = PolicyTests.class.getResourceAsStream("policy-tests.schema.json")) {
      schema = JsonMapper.shared().readTree(in);
    }
    assertThat(keys(schema)).isEqualTo(PolicyTests.FILE);
    assertThat(keys(schema.at("/$defs/who"))).isEqualTo(CaseReader.WHO);
    assertThat(keys(schema.at("/$defs/case"))).isEqualTo(CaseReader.CASE);
    assertThat(keys(schema.at("/$defs/grant"))).isEqualTo(CaseReader.GRANT);
    assertThat(keys(schema.at("/$defs/expect"))).isEqualTo(CaseReader.EXPECT);
  }

  private static Set<String> keys(JsonNode table) {
    return Set.copyOf(table.path("properties").propertyNames());
  }

  private List<Difference> differences(String expect, String statement) throws Exception {
    return run("  - { statement: " + quoted(statement) + ", expect: " + expect + " }")
        .getFirst()
        .differences();
  }

  private static String quoted(String statement) {
    return statement.startsWith("'") ? statement : "'" + statement + "'";
  }

  private List<CaseResult> run(String cases) throws Exception {
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Path file = Files.writeString(folder.resolve("tests.yaml"), HEAD + cases);
    List<CaseResult> results = new ArrayList<>();
    boolean held =
        PolicyTests.read(file, null, PolicyTestsTest::policy, Instant.now()).run(results::add);
    assertThat(held).isEqualTo(results.stream().allMatch(CaseResult::holds));
    return results;
  }

  private static PolicySet policy(Path file) {
    try {
      return PolicySet.parse(Files.readAllBytes(file));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
