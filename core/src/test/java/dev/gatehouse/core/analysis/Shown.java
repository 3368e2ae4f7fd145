package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.RelationName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Facts as one line of text, for cases that fit on a line. */
public final class Shown {
  private Shown() {}

  static String outputs(Facts facts) {
    return facts.outputs().stream()
        .map(o -> o.name() + "=" + lineage(o.lineage()))
        .collect(Collectors.joining(" "));
  }

  static String uses(Facts facts) {
    return facts.uses().stream()
        .map(u -> u.kind() + " " + column(u.column()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  static String reads(Facts facts) {
    return facts.reads().stream().map(Shown::relation).sorted().collect(Collectors.joining(" "));
  }

  static String lineage(Lineage lineage) {
    return switch (lineage) {
      case Lineage.Direct direct -> column(direct.column());
      case Lineage.Derived derived -> "f(" + columns(derived.sources()) + ")";
      case Lineage.Presence presence -> "has(" + columns(presence.sources()) + ")";
      case Lineage.AnyOf any ->
          any.branches().stream()
              .map(Shown::lineage)
              .sorted()
              .collect(Collectors.joining("|", "(", ")"));
      case Lineage.Constant _ -> "-";
    };
  }

  private static String columns(Collection<ColumnRef> columns) {
    return columns.stream().map(Shown::column).sorted().collect(Collectors.joining(","));
  }

  static String column(ColumnRef column) {
    return relation(column.relation()) + "." + column.column();
  }

  static String relation(RelationName name) {
    return name.schema().equals("public") ? name.name() : name.toString();
  }

  /** Outputs, uses and relations read, or why not. */
  public static String result(AnalysisResult result) {
    return switch (result) {
      case AnalysisResult.Refused refused ->
          "REFUSED " + refused.refusal().code() + " " + refused.refusal().construct();
      case AnalysisResult.Understood understood ->
          String.join(
              " ; ",
              List.of(
                  outputs(understood.facts()),
                  uses(understood.facts()),
                  reads(understood.facts())));
    };
  }
}
