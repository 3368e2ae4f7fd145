package dev.gatehouse.app.cli;

import dev.gatehouse.app.policytest.Effects;
import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.Lineage;
import dev.gatehouse.core.analysis.OutputColumn;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.policy.Words;
import dev.gatehouse.core.sql.Refusal;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** For people: what a statement is, line by line. */
final class AnalysisTextPrinter implements AnalysisPrinter {
  private static final int LABEL = 12;
  private static final int WIDTH = 100;

  private final PrintWriter out;

  AnalysisTextPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(Analysed analysed) {
    out.println(
        "── "
            + analysed.entry().id().asString("")
            + "."
            + analysed.number()
            + "  "
            + TextWidth.cut(TextWidth.printable(analysed.sql().strip()), WIDTH));
    switch (analysed.result()) {
      case AnalysisResult.Refused refused -> refusal(analysed, refused.refusal());
      case AnalysisResult.Understood understood -> {
        facts(understood.facts());
        columns(
            understood.facts().outputs(),
            analysed.decision().map(Effects::masks).orElse(List.of()));
        uses(understood.facts().uses());
        analysed.decision().ifPresent(this::decision);
      }
    }
    out.println();
    out.flush();
  }

  private void refusal(Analysed analysed, Refusal refusal) {
    String place =
        refusal.position().isEmpty()
            ? ""
            : " at "
                + TextPlace.of(
                    analysed.entry().sql(), analysed.start() + refusal.position().getAsInt());
    line("refused", Words.word(refusal.code()) + place + ": " + refusal.construct());
    line("", refusal.sentence());
  }

  private void facts(Facts facts) {
    line("kind", Words.word(facts.kind()) + (facts.destructive() ? ", destructive" : ""));
    line("reads", Words.list(facts.reads()));
    line(
        "writes",
        facts.writes().stream()
            .map(write -> write.relation() + " (" + Words.word(write.kind()) + ")")
            .collect(Collectors.joining(", ")));
    line("routines", Words.list(facts.routines()));
    line("hazards", Words.list(facts.hazards()));
  }

  private void columns(List<OutputColumn> outputs, List<ColumnMask> masks) {
    for (int i = 0; i < outputs.size(); i++) {
      int position = i;
      String mask =
          masks.stream()
              .filter(m -> m.position() == position && m.mask() != MaskKind.NONE)
              .findFirst()
              .map(m -> "  masked with " + m.mask().policyName() + " (" + m.rule() + ")")
              .orElse("");
      line(i == 0 ? "columns" : "", outputs.get(i).name() + " " + source(outputs.get(i)) + mask);
    }
  }

  private static String source(OutputColumn output) {
    Lineage lineage = output.lineage();
    String columns = String.join(", ", LineageJson.columns(lineage));
    return switch (lineage) {
      case Lineage.Direct direct -> "= " + columns;
      case Lineage.Derived derived -> "from " + columns;
      case Lineage.Presence presence -> "from the presence of " + columns;
      case Lineage.AnyOf any -> columns.isEmpty() ? "is constant" : "= one of " + columns;
      case Lineage.Constant constant -> "is constant";
    };
  }

  private void uses(Collection<ColumnUse> uses) {
    Map<String, String> byColumn = new TreeMap<>();
    for (ColumnUse use : AnalysisJsonPrinter.sorted(uses)) {
      byColumn.merge(
          use.column().toString(), Words.word(use.kind()), (all, next) -> all + ", " + next);
    }
    boolean first = true;
    for (Map.Entry<String, String> entry : byColumn.entrySet()) {
      line(first ? "uses" : "", entry.getKey() + ": " + entry.getValue());
      first = false;
    }
  }

  private void decision(Decision decision) {
    line("decision", Effects.word(decision) + ": " + decision.reason());
    Effects.obligations(decision)
        .ifPresent(
            obligations ->
                line(
                    "",
                    "as the "
                        + Words.word(obligations.role())
                        + " role"
                        + (obligations.rowLimit() == 0
                            ? ""
                            : ", at most " + obligations.rowLimit() + " rows")));
    boolean first = true;
    for (var verdict : decision.verdicts()) {
      line(
          first ? "rules" : "",
          verdict.ruleId()
              + ": "
              + Words.word(verdict.outcome()).replace('_', ' ')
              + ". "
              + verdict.why());
      first = false;
    }
  }

  private void line(String label, String text) {
    if (!text.isEmpty()) {
      out.println("   " + label + " ".repeat(LABEL - label.length()) + TextWidth.printable(text));
    }
  }
}
