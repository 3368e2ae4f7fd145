package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves common table expressions, recursive ones to a fixpoint. */
final class CommonTables {
  private static final int MOST_ROUNDS = 50;
  private final Analysis analysis;

  CommonTables(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The scope with the expressions of a WITH clause defined in order. */
  Scope define(List<Query.CommonTable> tables, boolean recursive, Scope outer) {
    if (tables.isEmpty()) {
      return outer;
    }
    Scope scope = outer.forTables();
    Set<String> names = new HashSet<>();
    for (Query.CommonTable table : tables) {
      if (!names.add(key(table))) {
        throw AnalysisRefusedException.ambiguous(table.name().name());
      }
      if (recursive) {
        // A later name hides a relation of the same name already here.
        scope = bind(scope, table, Optional.empty());
      }
    }
    for (Query.CommonTable table : tables) {
      scope = bind(scope, table, Optional.of(columns(table, recursive, scope)));
    }
    return scope;
  }

  private String key(Query.CommonTable table) {
    return analysis.rules().commonTable(table.name().name());
  }

  private Scope bind(
      Scope scope, Query.CommonTable table, Optional<List<Scope.SourceColumn>> columns) {
    return scope.withTable(key(table), new Scope.CommonTableColumns(columns));
  }

  private List<Scope.SourceColumn> columns(
      Query.CommonTable table, boolean recursive, Scope scope) {
    if (recursive
        && table.statement() instanceof Statement.Read read
        && read.query().body() instanceof Query.SetOperation operation
        && operation.operators().getLast().word().equals("union")) {
      return fixpoint(table, read.query(), operation, scope);
    }
    return rename(table.columns(), analysis.writes().inside(table.statement(), scope));
  }

  private List<Scope.SourceColumn> fixpoint(
      Query.CommonTable table, Query query, Query.SetOperation operation, Scope scope) {
    if (!query.with().isEmpty() || !query.orderBy().isEmpty()) {
      throw AnalysisRefusedException.unsupported("WITH or ORDER BY inside a recursive WITH");
    }
    Query recursiveTerm = operation.branches().getLast();
    List<Query> start = operation.branches().subList(0, operation.branches().size() - 1);
    List<List<Scope.SourceColumn>> branches = new ArrayList<>();
    for (Query branch : start) {
      branches.add(analysis.queries().resolve(branch, scope));
    }
    Query.SetOperation starting =
        new Query.SetOperation(start, operation.operators().subList(0, start.size() - 1));
    List<Scope.SourceColumn> known =
        rename(table.columns(), analysis.queries().combine(starting, branches));
    List<Scope.SourceColumn> first = known;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Scope inner = bind(scope, table, Optional.of(known));
      analysis.sink().mute();
      List<Scope.SourceColumn> more = analysis.queries().resolve(recursiveTerm, inner);
      analysis.sink().unmute();
      List<Scope.SourceColumn> next = merge(known, more);
      if (next.equals(known)) {
        List<List<Scope.SourceColumn>> all = new ArrayList<>(branches);
        all.add(analysis.queries().resolve(recursiveTerm, inner));
        analysis.queries().combine(operation, all);
        if (analysis.rules().recursionMayNotFit()) {
          analysis.fallibility().fallible(thatMayNotFit(first, all.getLast()));
        }
        return known;
      }
      known = next;
    }
    throw AnalysisRefusedException.unsupported("a recursion this deep");
  }

  /** What is the same column as in the first part fits; anything else may be longer. */
  private static List<Lineage> thatMayNotFit(
      List<Scope.SourceColumn> first, List<Scope.SourceColumn> recursive) {
    List<Lineage> others = new ArrayList<>();
    for (int i = 0; i < recursive.size(); i++) {
      Lineage lineage = recursive.get(i).lineage();
      if (!(lineage instanceof Lineage.Direct) || !lineage.equals(first.get(i).lineage())) {
        others.add(lineage);
      }
    }
    return others;
  }

  private static List<Scope.SourceColumn> merge(
      List<Scope.SourceColumn> known, List<Scope.SourceColumn> more) {
    if (known.size() != more.size()) {
      throw AnalysisRefusedException.unsupported(
          "a set operation whose parts have different numbers of columns");
    }
    List<Scope.SourceColumn> merged = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      merged.add(
          new Scope.SourceColumn(
              known.get(i).name(),
              Lineages.anyOf(List.of(known.get(i).lineage(), more.get(i).lineage()))));
    }
    return merged;
  }

  /** Columns under the names of a column list, which may be shorter. */
  List<Scope.SourceColumn> rename(List<Identifier> names, List<Scope.SourceColumn> columns) {
    if (names.size() > columns.size()) {
      throw AnalysisRefusedException.unsupported("a column list longer than the result");
    }
    boolean all = names.isEmpty() || names.size() == columns.size();
    if (!all && analysis.rules().listsNameAllColumns()) {
      throw AnalysisRefusedException.unsupported("a column list shorter than the result");
    }
    List<Scope.SourceColumn> renamed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      renamed.add(
          i < names.size()
              ? new Scope.SourceColumn(Optional.of(names.get(i).name()), columns.get(i).lineage())
              : columns.get(i));
    }
    return renamed;
  }
}
