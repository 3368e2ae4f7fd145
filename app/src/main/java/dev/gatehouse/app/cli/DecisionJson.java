package dev.gatehouse.app.cli;

import dev.gatehouse.core.decision.RuleVerdict;
import dev.gatehouse.core.sql.Refusal;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The parts that every answer about a statement has. */
final class DecisionJson {
  private DecisionJson() {}

  /** {@code "rules": [{"id", "outcome", "why"}, …]}, every rule of the policy. */
  static void rules(JsonGenerator json, List<RuleVerdict> verdicts) {
    json.writeName("rules").writeStartArray();
    for (RuleVerdict verdict : verdicts) {
      json.writeStartObject();
      json.writeStringProperty("id", verdict.ruleId());
      json.writeStringProperty("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
      json.writeStringProperty("why", verdict.why());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * {@code "refusal": {"code", "construct", "position", "line", "column"}}, without the place where
   * none is known.
   *
   * @param text what the person gave
   * @param start where in it the statement begins
   */
  static void refusal(JsonGenerator json, Refusal refusal, String text, int start) {
    json.writeName("refusal").writeStartObject();
    json.writeStringProperty("code", refusal.code().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("construct", refusal.construct());
    if (refusal.position().isPresent()) {
      place(json, text, start + refusal.position().getAsInt());
    }
    json.writeEndObject();
  }

  /** {@code "position", "line", "column"} of an offset. */
  static void place(JsonGenerator json, String text, int offset) {
    json.writeNumberProperty("position", offset);
    TextPlace place = TextPlace.of(text, offset);
    json.writeNumberProperty("line", place.line());
    json.writeNumberProperty("column", place.column());
  }
}
