package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.sql.Refusal;
import dev.gatehouse.core.sql.RefusalCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PrintersTest {
  private static final String SQL = "a\nb MERGE";
  private static final Outcome REFUSED =
      new Outcome.Refused(
          1,
          Refusal.at(RefusalCode.UNSUPPORTED, "MERGE", "MERGE is not supported; use UPDATE.", 4));
  private static final Outcome DENIED =
      new Outcome.Denied(2, new Decision.Deny("No rule allows it.", Outcomes.VERDICTS, "sha256:1"));
  private static final Outcome WAITS =
      new Outcome.NeedsApproval(
          3, new Decision.NeedsApproval("A reviewer decides.", Outcomes.VERDICTS, "sha256:1"));
  private static final Outcome FAILED =
      new Outcome.Failed(4, Outcomes.masked(), Outcomes.CANCELLED);
  private static final Outcome WRITTEN = new Outcome.Written(5, Outcomes.masked(), 3);
  private static final Outcome ENDED = new Outcome.Ended(6, "Your access has ended; ask again.");

  private final RecordedTerminal recorded = new RecordedTerminal(Map.of());
  private boolean over;

  @Test
  void aPersonSeesRowsAndWhichRuleMaskedThem() {
    assertThat(table(Outcomes.people())).isEqualTo(ExitCode.OK);
    assertThat(recorded.out().lines())
        .containsExactly(
            "  id  email*            total  active  score",
            "────  ────────────────  ─────  ──────  ─────",
            "   1  a***@example.com   1000  true      NaN",
            "NULL  NULL               NULL  NULL     NULL");
    assertThat(recorded.err())
        .contains("* email is masked with email, by pii.email → email.")
        .contains("2 rows, as many as the policy shows");
  }

  @Test
  void aFailureAmongTheRowsIsSaidAfterThoseThatCame() {
    assertThat(table(Outcomes.brokenOff())).isEqualTo(ExitCode.STATEMENT_FAILED);
    assertThat(recorded.out()).contains("a***@example.com");
    assertThat(recorded.err()).contains("57014").contains("cancelled");
  }

  @Test
  void rowsThatTheSessionsEndBreaksOffExitAsAnEndedGrant() {
    over = true;
    assertThat(table(Outcomes.brokenOff())).isEqualTo(ExitCode.NO_GRANT);
    assertThat(recorded.err().strip()).isEqualTo("The statement was cancelled.");
  }

  @Test
  void everyOtherOutcomeIsASentenceAndAnExitCode() {
    assertThat(table(REFUSED)).isEqualTo(ExitCode.DENIED);
    assertThat(table(DENIED)).isEqualTo(ExitCode.DENIED);
    assertThat(table(WAITS)).isEqualTo(ExitCode.DENIED);
    assertThat(table(FAILED)).isEqualTo(ExitCode.STATEMENT_FAILED);
    assertThat(table(WRITTEN)).isEqualTo(ExitCode.OK);
    assertThat(table(ENDED)).isEqualTo(ExitCode.NO_GRANT);
    assertThat(recorded.err())
        .contains("Refused at line 2, column 3: MERGE is not supported")
        .contains("Denied: No rule allows it.")
        .contains("Needs approval: A reviewer decides.")
        .contains("(57014): The statement was cancelled.")
        .contains("3 rows written")
        .contains("Your access has ended");
    assertThat(recorded.out()).isEmpty();
  }

  @Test
  void aProgramReadsOneObjectALine() {
    assertThat(json(Outcomes.people())).isEqualTo(ExitCode.OK);
    json(REFUSED);
    assertThat(recorded.out().lines()).hasSize(2);
  }

  @Test
  void aProgramReadsTypedRowsMasksAndRules() {
    json(Outcomes.people());
    JsonNode object = object();
    assertThat(object.path("statement").asInt()).isEqualTo(7);
    assertThat(object.path("effect").asString()).isEqualTo("allow_masked");
    assertThat(object.path("outcome").asString()).isEqualTo("done");
    assertThat(object.path("rules").get(0).path("id").asString()).isEqualTo("analysts-read");
    assertThat(object.path("rules").get(0).path("outcome").asString()).isEqualTo("matched");
    assertThat(object.path("columns").get(1))
        .hasToString(
            "{\"name\":\"email\",\"type\":\"text\",\"mask\":\"email\","
                + "\"rule\":\"pii.email → email\"}");
    assertThat(object.path("columns").get(4).path("mask").asString()).isEqualTo("none");
    assertThat(object.path("rows").get(0).get(0).isIntegralNumber()).isTrue();
    assertThat(recorded.out()).contains("1,\"a***@example.com\",1000,true,\"NaN\"");
    assertThat(object.path("rows").get(1)).allMatch(JsonNode::isNull);
    assertThat(object.path("row_count").asInt()).isEqualTo(2);
    assertThat(object.path("limited").asBoolean()).isTrue();
    assertThat(object.path("millis").isNumber()).isTrue();
  }

  @Test
  void aFailureAmongTheRowsKeepsTheObjectWhole() {
    assertThat(json(Outcomes.brokenOff())).isEqualTo(ExitCode.STATEMENT_FAILED);
    JsonNode object = object();
    assertThat(object.path("rows")).hasSize(2);
    assertThat(object.path("outcome").asString()).isEqualTo("failed");
    assertThat(object.path("error").path("sqlstate").asString()).isEqualTo("57014");
  }

  @Test
  void aRefusalNamesItsConstructAndPlace() {
    json(REFUSED);
    JsonNode object = object();
    assertThat(object.path("effect").asString()).isEqualTo("refuse");
    assertThat(object.path("refusal").path("code").asString()).isEqualTo("unsupported");
    assertThat(object.path("refusal").path("construct").asString()).isEqualTo("MERGE");
    assertThat(object.path("refusal").path("position").asInt()).isEqualTo(4);
  }

  private ExitCode table(Outcome outcome) {
    return new TablePrinter(recorded.terminal, () -> over).print(SQL, outcome, System.nanoTime());
  }

  private ExitCode json(Outcome outcome) {
    return new JsonPrinter(recorded.terminal.out(), () -> over)
        .print(SQL, outcome, System.nanoTime());
  }

  private JsonNode object() {
    return Json.MAPPER.readTree(recorded.out());
  }
}
