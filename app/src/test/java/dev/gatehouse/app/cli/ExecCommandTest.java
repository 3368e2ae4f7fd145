package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.client.DemoBrowser;
import dev.gatehouse.app.client.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code gatehouse exec} and its neighbours, at a real service and a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecCommandTest {
  private static final String PURPOSE = "Check what the shop sold";

  @SuppressWarnings("NullAway.Init")
  private Stack stack;

  private RecordedTerminal recorded = new RecordedTerminal(Map.of());

  @BeforeAll
  void startTheStack(@TempDir Path folder) throws Exception {
    stack = Stack.start(folder);
  }

  @AfterAll
  void stopTheStack() {
    stack.close();
  }

  @Test
  void aPersonReadsAMaskedTable() throws Exception {
    assertThat(exec("analyst", "", "--purpose", PURPOSE, "SELECT id, email FROM customers LIMIT 3"))
        .isZero();
    assertThat(recorded.out()).contains("email*");
    assertThat(recorded.out().lines()).hasSize(5);
    assertThat(recorded.err()).contains("email is masked with email").contains("3 rows");
    for (String email : stack.asSuperuser("SELECT email FROM shop.customers")) {
      assertThat(recorded.out() + recorded.err()).doesNotContain(email);
    }
    assertThat(stack.mintedRoles()).as("what was asked for this command ended with it").isEmpty();
  }

  @Test
  void aProgramReadsAnObjectForEachStatement() throws Exception {
    int code =
        exec(
            "analyst",
            "",
            "--purpose",
            PURPOSE,
            "--json",
            "--keep-going",
            "SELECT count(*) AS n FROM order_lines",
            "DELETE FROM order_lines",
            "SELECT 1; SELECT 2",
            "SELEC 1",
            "",
            "SELECT name FROM no_such_table");
    assertThat(code).isEqualTo(ExitCode.DENIED.number());
    List<JsonNode> objects =
        recorded.out().lines().map(line -> Json.MAPPER.readTree(line)).toList();
    assertThat(objects)
        .extracting(object -> object.path("effect").asString())
        .containsExactly("allow", "deny", "refuse", "refuse", "refuse", "refuse");
    assertThat(objects.getFirst().path("rows").get(0).get(0).asLong())
        .isEqualTo(
            Long.parseLong(stack.asSuperuser("SELECT count(*) FROM shop.order_lines").getFirst()));
    assertThat(objects)
        .extracting(object -> object.path("refusal").path("code").asString(""))
        .containsExactly("", "", "multiple_statements", "not_parsed", "empty", "unknown_name");
  }

  @Test
  void theFirstStatementThatFailsEndsTheCommand() throws Exception {
    assertThat(
            exec("analyst", "", "--purpose", PURPOSE, "--json", "DELETE FROM orders", "SELECT 1"))
        .isEqualTo(ExitCode.DENIED.number());
    assertThat(recorded.out().lines()).hasSize(1);
  }

  @Test
  void standardInputIsAScript() throws Exception {
    assertThat(exec("analyst", "SELECT 1 AS a; SELECT 2 AS a;", "--purpose", PURPOSE, "--json"))
        .isZero();
    assertThat(recorded.out().lines()).hasSize(2);
  }

  @Test
  void anUnknownSourceNamesThoseThatAreThere() throws Exception {
    recorded = new RecordedTerminal(Map.of());
    assertThat(run("analyst", "exec", "--sign-in", "--source", "nowhere", "SELECT 1"))
        .isEqualTo(ExitCode.USAGE.number());
    assertThat(recorded.err()).contains("'nowhere'").contains(Stack.SOURCE);
  }

  @Test
  void withoutAGrantItSaysHowToAskForOne() throws Exception {
    assertThat(exec("reviewer", "", "SELECT 1")).isEqualTo(ExitCode.NO_GRANT.number());
    assertThat(recorded.err()).contains("--purpose");
  }

  @Test
  void aRequestThatWaitsForAReviewerIsSaid() throws Exception {
    assertThat(exec("dba", "", "--purpose", PURPOSE, "--action", "read,delete", "SELECT 1"))
        .isEqualTo(ExitCode.NO_GRANT.number());
    assertThat(recorded.err()).contains("waits for a reviewer");
  }

  @Test
  void aSessionThatWasHandedOverStillVerifiesByItsReceipts() throws Exception {
    assertThat(exec("analyst", "", "--purpose", PURPOSE, "SELECT 1 AS one")).isZero();
    Path spool = stack.stateDirectory("cli-analyst").resolve("spool");
    try (var sessions = Files.list(spool)) {
      for (Path session : sessions.toList()) {
        recorded = new RecordedTerminal(Map.of());
        assertThat(run("analyst", "verify", String.valueOf(session.getFileName()))).isZero();
        assertThat(recorded.out()).containsAnyOf("holds", "handed over");
      }
    }
  }

  @Test
  void sourcesAreListed() throws Exception {
    recorded = new RecordedTerminal(Map.of());
    assertThat(run("analyst", "sources", "--sign-in", "--json")).isZero();
    assertThat(Json.MAPPER.readTree(recorded.out()).path("name").asString())
        .isEqualTo(Stack.SOURCE);
  }

  @Test
  void withoutAKeptSignInOneIsToldHowToSignIn() throws Exception {
    recorded = new RecordedTerminal(Map.of());
    assertThat(run("analyst", "sources")).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
    assertThat(recorded.err()).containsAnyOf("--sign-in", "gatehouse login");
  }

  private int exec(String account, String input, String... arguments) {
    recorded = new RecordedTerminal(Map.of(), input, false);
    List<String> all = new ArrayList<>(List.of("exec", "--sign-in", "--source", Stack.SOURCE));
    all.addAll(List.of(arguments));
    return run(account, all.toArray(String[]::new));
  }

  private int run(String account, String... arguments) {
    Map<String, String> environment =
        Map.of(
            "GATEHOUSE_CONTROL",
            stack.control(),
            "GATEHOUSE_STATE",
            stack.stateDirectory("cli-" + account).toString());
    return Gatehouse.run(
        new CommandContext(
            recorded.with(environment), (terminal, onlyPrint) -> new DemoBrowser(account)),
        arguments);
  }
}
