package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves queries to the columns of their results. */
final class Queries {
  private final Analysis analysis;
  private final CommonTables commonTables;
  private final Selects selects;

  Queries(Analysis analysis) {
    this.analysis = analysis;
    this.commonTables = new CommonTables(analysis);
    this.selects = new Selects(analysis);
  }

  CommonTables commonTables() {
    return commonTables;
  }

  /** The result's columns, in order; uses are recorded on the way. */
  List<Scope.SourceColumn> resolve(Query query, Scope outer) {
    Scope scope = commonTables.define(query.with(), query.recursive(), outer);
    List<Scope.SourceColumn> columns =
        switch (query.body()) {
          case Query.Select select -> selects.resolve(select, query.orderBy(), scope);
          case Query.SetOperation operation -> setOperation(operation, scope);
          case Query.Values values -> values(values, scope);
          case Query.WholeTable table -> analysis.froms().wholeTable(table.name(), scope);
          case Query.Nested nested -> resolve(nested.query(), scope);
        };
    if (!(query.body() instanceof Query.Select)) {
      query.orderBy().forEach(item -> orderByOutput(item, columns));
    }
    limit(query.limit(), scope);
    return columns;
  }

  /** The columns of RETURNING. */
  List<Scope.SourceColumn> returning(List<Query.Item> items, Scope scope) {
    return selects.items(items, scope);
  }

  private void limit(Query.RowLimit limit, Scope scope) {
    for (Optional<Expr> part : List.of(limit.limit(), limit.offset(), limit.fetch())) {
      if (part.isPresent()) {
        Lineage lineage = analysis.expressions().resolve(part.get(), scope);
        analysis.sink().use(lineage, ColumnUse.Kind.LIMIT);
      }
    }
  }

  private void orderByOutput(Expr.OrderItem item, List<Scope.SourceColumn> columns) {
    Optional<Lineage> output = output(analysis.rules(), item.value(), columns);
    if (output.isEmpty()) {
      throw AnalysisRefusedException.unsupported(
          "ORDER BY after a set operation with something else than a result column");
    }
    analysis.sink().use(output.get(), ColumnUse.Kind.ORDERING);
  }

  /** The output that an ordinal or a bare name stands for in ORDER BY, if it is one. */
  static Optional<Lineage> output(Rules rules, Expr value, List<Scope.SourceColumn> columns) {
    Optional<Expr.Literal> ordinal = rules.ordinal(value);
    if (ordinal.isPresent()) {
      return Optional.of(ordinal(ordinal.get(), columns));
    }
    if (value instanceof Expr.Name name && name.parts().size() == 1) {
      return byName(rules, name.last(), columns);
    }
    return Optional.empty();
  }

  private static Lineage ordinal(Expr.Literal literal, List<Scope.SourceColumn> columns) {
    if (!literal.text().matches("[1-9][0-9]{0,5}")
        || Integer.parseInt(literal.text()) > columns.size()) {
      throw AnalysisRefusedException.unsupported("a number that is no position of the result");
    }
    return columns.get(Integer.parseInt(literal.text()) - 1).lineage();
  }

  /** The outputs of that name; several of them together, and those whose name is not known. */
  static Optional<Lineage> byName(Rules rules, Identifier name, List<Scope.SourceColumn> columns) {
    List<Lineage> found = new ArrayList<>();
    boolean certain = false;
    for (Scope.SourceColumn column : columns) {
      if (column.name().isEmpty()) {
        if (rules.mayBeCalled(name.name())) {
          found.add(column.lineage());
        }
      } else if (rules.sameColumn(column.name().get(), name.name())) {
        found.add(column.lineage());
        certain = true;
      }
    }
    return certain ? Optional.of(Lineages.derived(found)) : Optional.empty();
  }

  private List<Scope.SourceColumn> setOperation(Query.SetOperation operation, Scope scope) {
    List<List<Scope.SourceColumn>> branches = new ArrayList<>();
    for (Query branch : operation.branches()) {
      branches.add(resolve(branch, scope));
    }
    return combine(operation, branches);
  }

  /** The columns of a set operation by position, and the comparisons it makes. */
  List<Scope.SourceColumn> combine(
      Query.SetOperation operation, List<List<Scope.SourceColumn>> branches) {
    List<Scope.SourceColumn> first = branches.getFirst();
    boolean compares =
        operation.operators().stream()
            .anyMatch(o -> !(o.word().equals("union") && o.modifier().equals("all")));
    List<Scope.SourceColumn> combined = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      List<Lineage> parts = new ArrayList<>();
      for (List<Scope.SourceColumn> branch : branches) {
        if (branch.size() != first.size()) {
          throw AnalysisRefusedException.unsupported(
              "a set operation whose parts have different numbers of columns");
        }
        parts.add(branch.get(i).lineage());
      }
      Lineage any = Lineages.anyOf(parts);
      if (compares) {
        analysis.sink().use(any, ColumnUse.Kind.SET_OPERATION);
      }
      combined.add(new Scope.SourceColumn(first.get(i).name(), any));
    }
    return combined;
  }

  private List<Scope.SourceColumn> values(Query.Values values, Scope scope) {
    List<Scope.SourceColumn> columns = new ArrayList<>();
    int width = values.rows().getFirst().size();
    for (int i = 0; i < width; i++) {
      List<Lineage> parts = new ArrayList<>();
      for (List<Expr> row : values.rows()) {
        if (row.size() != width) {
          throw AnalysisRefusedException.unsupported("VALUES rows of different lengths");
        }
        parts.add(analysis.expressions().resolve(row.get(i), scope));
      }
      Optional<String> name = analysis.rules().valuesName(values.rows().getFirst().get(i), i);
      columns.add(new Scope.SourceColumn(name, Lineages.anyOf(parts)));
    }
    return columns;
  }
}
