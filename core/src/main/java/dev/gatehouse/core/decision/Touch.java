package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.OutputColumn;
import dev.gatehouse.core.catalog.ColumnRef;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A column that a statement touches.
 *
 * @param column the column
 * @param uses how it is used beside being shown
 * @param shown whether it has a part in the result
 */
record Touch(ColumnRef column, Set<ColumnUse.Kind> uses, boolean shown) {
  /** Every column of the statement, in name order. */
  static List<Touch> of(Facts facts) {
    Map<ColumnRef, Set<ColumnUse.Kind>> uses = new TreeMap<>();
    for (ColumnUse use : facts.uses()) {
      uses.computeIfAbsent(use.column(), c -> EnumSet.noneOf(ColumnUse.Kind.class)).add(use.kind());
    }
    Set<ColumnRef> shown = new java.util.HashSet<>();
    for (OutputColumn output : facts.outputs()) {
      shown.addAll(output.lineage().sources());
    }
    shown.forEach(c -> uses.computeIfAbsent(c, x -> EnumSet.noneOf(ColumnUse.Kind.class)));
    List<Touch> touches = new ArrayList<>();
    uses.forEach((column, kinds) -> touches.add(new Touch(column, kinds, shown.contains(column))));
    return touches;
  }

  /** Whether values of the column leave the table in any way; a column only written does not. */
  boolean reads() {
    return shown || uses.stream().anyMatch(kind -> !kind.isOfWriting());
  }
}
