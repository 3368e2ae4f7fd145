package dev.gatehouse.core.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.audit.AuditEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What leaves for other systems: valid OCSF, and CSV that a spreadsheet does not run. */
class ExportTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

  @Test
  void everyEventIsValidOcsf() {
    List<Map<String, Object>> events = ocsf();
    assertThat(events)
        .allSatisfy(event -> assertThat(OcsfSchema.problems(event)).as("%s", event).isEmpty());
    assertThat(events)
        .extracting(event -> event.get("type_uid"))
        .containsExactlyInAnyOrder(
            300201L, 600504L, 600507L, 600502L, 600599L, 600303L, 300202L, 600302L, 600304L);
    assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(time(a), time(b)));
  }

  @Test
  void theSchemaCheckFindsWhatIsMissing() {
    for (Map<String, Object> event : ocsf()) {
      for (String name : List.of("class_uid", "metadata", "type_uid", "severity_id", "time")) {
        Map<String, Object> spoiled = new HashMap<>(event);
        spoiled.remove(name);
        assertThat(OcsfSchema.problems(spoiled)).as("without %s", name).isNotEmpty();
      }
      Map<String, Object> spoiled = new HashMap<>(event);
      spoiled.put("activity_id", 77);
      assertThat(OcsfSchema.problems(spoiled)).isNotEmpty();
    }
  }

  @Test
  void aRefusedStatementIsDeniedAndAnAllowedOneHasItsOutcome() {
    Map<String, Object> refused = statement(2);
    assertThat(refused).containsEntry("action_id", 2).containsEntry("status_id", 2);
    Map<String, Object> done = statement(1);
    assertThat(done)
        .containsEntry("action_id", 1)
        .containsEntry("status_id", 1)
        .containsEntry("duration", 5L);
    assertThat(statement(3)).containsEntry("status_id", 0);
  }

  @Test
  void aSessionWithoutItsBeginningGivesNothingRatherThanSomethingInvalid() {
    assertThat(OcsfEvents.of("1", "s", List.of(new AuditEvent.SessionClosed(AT, "x")), List.of()))
        .isEmpty();
  }

  @Test
  void csvHasALineAStatementAndNoFormulas() {
    List<String> lines = StatementTable.lines("s1", events());
    assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).endsWith("\r\n"));
    assertThat(lines.get(1)).contains(",deny,").contains("not_run");
    assertThat(lines.get(2)).contains(",unknown,").endsWith(",\"'=cmd(),\"\"x\"\"\"\r\n");
    assertThat(StatementTable.header().split(",")).hasSize(15);
  }

  private static Map<String, Object> statement(long number) {
    return ocsf().stream()
        .filter(event -> event.containsKey("query_info"))
        .filter(
            event ->
                event.get("unmapped") instanceof Map<?, ?> unmapped
                    && Long.valueOf(number).equals(unmapped.get("statement")))
        .findFirst()
        .orElseThrow();
  }

  private static long time(Map<String, Object> event) {
    return event.get("time") instanceof Long time ? time : -1;
  }

  private static List<Map<String, Object>> ocsf() {
    return OcsfEvents.of(
        "1",
        "s1",
        events(),
        List.of(
            new Access("https://id.example", "u2", "A Reviewer", "recording", AT.plusSeconds(9)),
            new Access("https://id.example", "u2", "A Reviewer", "erased", AT.plusSeconds(10))));
  }

  private static List<AuditEvent> events() {
    return List.of(
        new AuditEvent.SessionOpened(
            AT,
            "s1",
            "https://id.example",
            "u1",
            "An Analyst",
            Optional.of("https://id.example u9"),
            "thumb",
            "host",
            "0.1",
            "grant-1",
            List.of("rule"),
            "a purpose",
            "digest",
            "shop",
            "prod"),
        intent(1, "select a from b", "allow"),
        new AuditEvent.StatementResult(AT.plusSeconds(1), 1, "done", "", "", 3, 5),
        intent(2, "drop table b", "deny"),
        intent(3, "=cmd(),\"x\"", "allow"),
        new AuditEvent.DataLeft(AT.plusSeconds(2), 1, "csv", 3),
        new AuditEvent.GrantChanged(AT.plusSeconds(3), "grant-1", "expired"),
        new AuditEvent.SessionClosed(AT.plusSeconds(4), "expired"));
  }

  private static AuditEvent intent(long number, String text, String effect) {
    boolean runs = effect.equals("allow");
    return new AuditEvent.StatementIntent(
        AT,
        number,
        text,
        runs
            ? Optional.of(number == 3 ? "with x as (update b set a = 1) select" : text)
            : Optional.empty(),
        "fp",
        effect,
        "A reason.",
        List.of(new AuditEvent.RuleRecord("r1", "matched", "It fits.")),
        List.of(),
        runs ? Optional.of("plain") : Optional.empty());
  }
}
