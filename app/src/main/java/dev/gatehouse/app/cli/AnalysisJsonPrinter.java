package dev.gatehouse.app.cli;

import dev.gatehouse.app.policytest.Effects;
import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.OutputColumn;
import dev.gatehouse.core.analysis.WriteTarget;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.policy.Words;
import dev.gatehouse.core.sql.Refusal;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * For programs: one JSON object a statement, on a line of its own. Every object has the same fields
 * in the same order, as docs/policy.md describes them.
 */
final class AnalysisJsonPrinter implements AnalysisPrinter {
  private final PrintWriter out;

  AnalysisJsonPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(Analysed analysed) {
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeName("id");
      json.writeRawValue(analysed.entry().id().toString());
      json.writeNumberProperty("statement", analysed.number());
      switch (analysed.result()) {
        case AnalysisResult.Understood understood -> understood(json, analysed, understood);
        case AnalysisResult.Refused refused -> refused(json, analysed, refused.refusal());
      }
      json.writeNumberProperty("micros", analysed.micros());
      json.writeEndObject();
    }
    out.println();
    out.flush();
  }

  private static void understood(
      JsonGenerator json, Analysed analysed, AnalysisResult.Understood understood) {
    Facts facts = understood.facts();
    List<ColumnMask> masks = analysed.decision().map(Effects::masks).orElse(List.of());
    json.writeStringProperty("kind", Words.word(facts.kind()));
    reads(json, facts.reads());
    writes(json, facts.writes());
    columns(json, facts.outputs(), masks);
    uses(json, facts.uses());
    texts(json, "routines", facts.routines());
    texts(json, "hazards", facts.hazards().stream().map(Words::word).toList());
    json.writeBooleanProperty("destructive", facts.destructive());
    decision(json, analysed.decision());
    masks(json, masks);
    json.writeName("refusal");
    json.writeNull();
    json.writeStringProperty("sent", understood.statement().text());
  }

  private static void refused(JsonGenerator json, Analysed analysed, Refusal refusal) {
    json.writeName("kind");
    json.writeNull();
    for (String empty : List.of("reads", "writes", "columns", "uses", "routines", "hazards")) {
      texts(json, empty, List.of());
    }
    json.writeName("destructive");
    json.writeNull();
    json.writeName("effect").writeString("deny");
    json.writeName("reason").writeString(refusal.sentence());
    json.writeName("decision");
    json.writeNull();
    texts(json, "rules", List.of());
    texts(json, "masks", List.of());
    DecisionJson.refusal(json, refusal, analysed.entry().sql(), analysed.start());
    json.writeName("sent");
    json.writeNull();
  }

  private static void reads(JsonGenerator json, Collection<RelationName> reads) {
    texts(json, "reads", reads.stream().map(RelationName::toString).toList());
  }

  private static void writes(JsonGenerator json, List<WriteTarget> writes) {
    json.writeName("writes").writeStartArray();
    for (WriteTarget write : writes) {
      json.writeStartObject();
      json.writeStringProperty("relation", write.relation().toString());
      json.writeStringProperty("kind", Words.word(write.kind()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void columns(
      JsonGenerator json, List<OutputColumn> outputs, List<ColumnMask> masks) {
    json.writeName("columns").writeStartArray();
    for (int i = 0; i < outputs.size(); i++) {
      int position = i;
      Optional<ColumnMask> mask =
          masks.stream().filter(found -> found.position() == position).findFirst();
      json.writeStartObject();
      json.writeStringProperty("name", outputs.get(i).name());
      LineageJson.write(json, outputs.get(i).lineage());
      json.writeStringProperty(
          "mask", mask.map(ColumnMask::mask).orElse(MaskKind.NONE).policyName());
      json.writeStringProperty("rule", mask.map(ColumnMask::rule).orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void uses(JsonGenerator json, Collection<ColumnUse> uses) {
    json.writeName("uses").writeStartArray();
    for (ColumnUse use : sorted(uses)) {
      json.writeStartObject();
      json.writeStringProperty("column", use.column().toString());
      json.writeStringProperty("use", Words.word(use.kind()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static List<ColumnUse> sorted(Collection<ColumnUse> uses) {
    return uses.stream()
        .sorted(Comparator.comparing(ColumnUse::column).thenComparing(ColumnUse::kind))
        .toList();
  }

  private static void decision(JsonGenerator json, Optional<Decision> made) {
    if (made.isEmpty()) {
      for (String name : List.of("effect", "reason", "decision")) {
        json.writeName(name);
        json.writeNull();
      }
      texts(json, "rules", List.of());
      return;
    }
    Decision decision = made.get();
    json.writeStringProperty("effect", Effects.word(decision));
    json.writeStringProperty("reason", decision.reason());
    json.writeName("decision").writeStartObject();
    json.writeStringProperty("effect", Effects.word(decision));
    json.writeStringProperty("reason", decision.reason());
    json.writeStringProperty("policy", decision.policyDigest());
    Effects.obligations(decision).ifPresent(obligations -> obligations(json, obligations));
    if (decision instanceof Decision.Confirm confirm) {
      json.writeStringProperty("typed_name", confirm.typedName());
    }
    json.writeEndObject();
    DecisionJson.rules(json, decision.verdicts());
  }

  private static void obligations(JsonGenerator json, Obligations obligations) {
    json.writeStringProperty("role", Words.word(obligations.role()));
    json.writeNumberProperty("row_limit", obligations.rowLimit());
    json.writeStringProperty("export", Words.word(obligations.export()));
    json.writeBooleanProperty("redact_errors", obligations.redactErrors());
  }

  private static void masks(JsonGenerator json, List<ColumnMask> masks) {
    json.writeName("masks").writeStartArray();
    for (ColumnMask mask : masks) {
      if (mask.mask() != MaskKind.NONE) {
        json.writeStartObject();
        json.writeNumberProperty("position", mask.position() + 1);
        json.writeStringProperty("column", mask.column());
        json.writeStringProperty("mask", mask.mask().policyName());
        json.writeStringProperty("rule", mask.rule());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void texts(JsonGenerator json, String name, Collection<String> texts) {
    json.writeName(name).writeStartArray();
    texts.stream().sorted().forEach(json::writeString);
    json.writeEndArray();
  }
}
