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
  private record Choice(MaskKind mask, Set<String> labels, boolean hidesNull) {
    static final Choice OPEN = new Choice(MaskKind.NONE, Set.of(), false);

    Choice and(Choice other) {
      Set<String> both = new TreeSet<>(labels);
      both.addAll(other.labels);
      return new Choice(
          MaskStrictness.strictest(mask, other.mask), both, hidesNull || other.hidesNull);
    }

    /** Beside what the person can choose, equal hashes would tell equal values. */
    Choice besideOthers() {
      return mask == MaskKind.HASH ? new Choice(MaskKind.REDACT, labels, hidesNull) : this;
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
      masks.add(new ColumnMask(position, output.name(), choice.mask(), rule, choice.hidesNull()));
    }
    return masks;
  }

  private Choice choose(Lineage lineage) {
    return switch (lineage) {
      case Lineage.Direct direct ->
          masked(direct.column())
              .map(found -> new Choice(found.mask(lifted), Set.of(found.label(lifted)), false))
              .findFirst()
              .orElse(Choice.OPEN);
      case Lineage.Derived derived -> full(derived.sources(), false);
      case Lineage.Presence presence -> full(presence.sources(), true);
      case Lineage.AnyOf any -> {
        Choice strictest =
            any.branches().stream().map(this::choose).reduce(Choice.OPEN, Choice::and);
        yield any.branches().stream().allMatch(this::isOneColumn)
            ? strictest
            : strictest.besideOthers();
      }
      case Lineage.Constant constant -> Choice.OPEN;
    };
  }

  /** Whether it is a column as it is stored, or a view's name for it. */
  private boolean isOneColumn(Lineage lineage) {
    return switch (lineage) {
      case Lineage.Direct direct ->
          sensitive.of(direct.column()).isPresent() || sensitive.isOfView(direct.column());
      case Lineage.AnyOf any -> any.branches().stream().allMatch(this::isOneColumn);
      case Lineage.Derived _, Lineage.Presence _, Lineage.Constant _ -> false;
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
    return labels.isEmpty() ? Choice.OPEN : new Choice(MaskKind.REDACT, labels, true);
  }

  private java.util.stream.Stream<SensitiveColumn> masked(ColumnRef column) {
    return sensitive.of(column).filter(found -> found.isMasked(lifted)).stream();
  }
}
