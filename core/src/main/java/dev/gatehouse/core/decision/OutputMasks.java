package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.Lineage;
import dev.gatehouse.core.analysis.OutputColumn;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.policy.MaskStrictness;
import dev.gatehouse.core.policy.SensitiveColumn;
import dev.gatehouse.core.policy.SensitiveColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lineage to masks: which mask each output column gets. */
final class OutputMasks {
  private record Choice(MaskKind mask, Set<String> labels) {
    static final Choice OPEN = new Choice(MaskKind.NONE, Set.of());

    Choice and(Choice other) {
      Set<String> both = new TreeSet<>(labels);
      both.addAll(other.labels);
      return new Choice(MaskStrictness.strictest(mask, other.mask), both);
    }
  }

  private final SensitiveColumns sensitive;
  private final Set<String> lifted;

  OutputMasks(SensitiveColumns sensitive, Set<String> lifted) {
    this.sensitive = sensitive;
    this.lifted = Set.copyOf(lifted);
  }

  List<ColumnMask> of(List<OutputColumn> outputs) {
    List<ColumnMask> masks = new ArrayList<>();
    for (int position = 0; position < outputs.size(); position++) {
      OutputColumn output = outputs.get(position);
      Choice choice = choose(output.lineage());
      String rule = choice.mask() == MaskKind.NONE ? "" : String.join(", ", choice.labels());
      masks.add(new ColumnMask(position, output.name(), choice.mask(), rule));
    }
    return masks;
  }

  private Choice choose(Lineage lineage) {
    return switch (lineage) {
      case Lineage.Direct direct ->
          masked(direct.column())
              .map(found -> new Choice(found.mask(lifted), Set.of(found.label(lifted))))
              .findFirst()
              .orElse(Choice.OPEN);
      case Lineage.Derived derived -> full(derived.sources(), false);
      case Lineage.Presence presence -> full(presence.sources(), true);
      case Lineage.AnyOf any ->
          any.branches().stream().map(this::choose).reduce(Choice.OPEN, Choice::and);
      case Lineage.Constant constant -> Choice.OPEN;
    };
  }

  /** An expression over a masked column shows nothing, whatever the column's own mask shows. */
  private Choice full(Set<ColumnRef> sources, boolean presence) {
    Set<String> labels =
        sources.stream()
            .flatMap(this::masked)
            .filter(column -> !presence || column.presenceClosed())
            .map(column -> column.label(lifted))
            .collect(Collectors.toCollection(TreeSet::new));
    return labels.isEmpty() ? Choice.OPEN : new Choice(MaskKind.REDACT, labels);
  }

  private java.util.stream.Stream<SensitiveColumn> masked(ColumnRef column) {
    return sensitive.of(column).filter(found -> found.isMasked(lifted)).stream();
  }
}
