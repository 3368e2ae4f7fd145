package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.RelationName;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Everything a decision needs to know of a statement. Immutable.
 *
 * @param kind what it is; of an EXPLAIN, EXPLAIN
 * @param reads catalog relations read, views and the relations below them included
 * @param writes catalog relations written, with the way to measure each
 * @param outputs the result's columns by position; empty where there is no result
 * @param uses every other use of a column
 * @param routines names of the routines called, in lower case
 * @param hazards what a person should know
 * @param destructive whether it could destroy data that nobody meant to lose
 */
public record Facts(
    StatementKind kind,
    Set<RelationName> reads,
    List<WriteTarget> writes,
    List<OutputColumn> outputs,
    Set<ColumnUse> uses,
    Set<String> routines,
    Set<Hazard> hazards,
    boolean destructive) {
  public Facts {
    Objects.requireNonNull(kind);
    reads = Set.copyOf(reads);
    writes = List.copyOf(writes);
    outputs = List.copyOf(outputs);
    uses = Set.copyOf(uses);
    routines = Set.copyOf(routines);
    hazards = Set.copyOf(hazards);
  }
}
