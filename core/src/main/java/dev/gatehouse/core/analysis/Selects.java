package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves one SELECT with its clauses. */
final class Selects {
  private static final Set<String> GROUPING_CALLS = Set.of("rollup", "cube");
  private final Analysis analysis;

  Selects(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The result's columns; the ORDER BY that follows is resolved too. */
  List<Scope.SourceColumn> resolve(Query.Select select, List<Expr.OrderItem> orderBy, Scope outer) {
    Scope.FromColumns from = analysis.froms().resolve(select.from(), outer);
    Scope scope = outer.inside(from);
    select
        .where()
        .ifPresent(where -> analysis.predicates().resolve(where, scope, ColumnUse.Kind.PREDICATE));
    List<Scope.SourceColumn> labels = labels(select, scope);
    analysis.calls().enterWindows(windows(select.windows(), labelled(scope, labels)), labels);
    List<Scope.SourceColumn> outputs = items(select.items(), scope);
    Scope later = labelled(scope, outputs);
    select.groupBy().forEach(item -> groupBy(item, later, outputs));
    select
        .having()
        .ifPresent(having -> analysis.predicates().resolve(having, later, ColumnUse.Kind.HAVING));
    distinct(select.distinct(), later, outputs);
    for (Expr.OrderItem item : orderBy) {
      ordering(item.value(), later, outputs, ColumnUse.Kind.ORDERING);
    }
    analysis.calls().leaveWindows();
    if (select.from().size() > 1 && select.where().isEmpty()) {
      analysis.sink().hazard(Hazard.CARTESIAN_PRODUCT);
    }
    return outputs;
  }

  /** The level as clauses see it that come after the select list. */
  private Scope labelled(Scope scope, List<Scope.SourceColumn> labels) {
    return analysis.rules().seesLabels() ? scope.labelled(new Scope.Labels(labels, true)) : scope;
  }

  /** Where windows may mean labels, those that hold no window themselves. */
  private List<Scope.SourceColumn> labels(Query.Select select, Scope scope) {
    boolean windows = select.items().stream().anyMatch(item -> ExprParts.hasWindow(item.value()));
    if (!windows || !analysis.rules().seesLabels()) {
      return List.of();
    }
    analysis.sink().mute();
    List<Scope.SourceColumn> labels =
        items(
            select.items().stream()
                .filter(item -> item.alias().isPresent() && !ExprParts.hasWindow(item.value()))
                .toList(),
            scope);
    analysis.sink().unmute();
    return labels;
  }

  private Map<String, Lineage> windows(List<Query.NamedWindow> named, Scope scope) {
    Map<String, Lineage> windows = new HashMap<>();
    for (Query.NamedWindow window : named) {
      windows.put(window.name().name(), analysis.calls().window(window.definition(), scope));
    }
    return windows;
  }

  /** The columns of a select or returning list, stars spread out. */
  List<Scope.SourceColumn> items(List<Query.Item> items, Scope scope) {
    List<Scope.SourceColumn> outputs = new ArrayList<>();
    for (Query.Item item : items) {
      if (item.value() instanceof Expr.Star star) {
        if (item.alias().isPresent()) {
          throw AnalysisRefusedException.unsupported("a label after *");
        }
        List<Scope.SourceColumn> columns = star(star, scope);
        columns.forEach(column -> analysis.sink().reference(column.lineage()));
        outputs.addAll(columns);
      } else {
        Scope inner =
            analysis.rules().seesLabels()
                ? scope.labelled(new Scope.Labels(outputs, false))
                : scope;
        Lineage lineage = analysis.expressions().resolve(item.value(), inner);
        outputs.add(new Scope.SourceColumn(analysis.rules().outputName(item), lineage));
      }
    }
    return outputs;
  }

  private List<Scope.SourceColumn> star(Expr.Star star, Scope scope) {
    if (!star.qualifier().isEmpty()) {
      return analysis.names().relation(star.qualifier(), scope).columns();
    }
    if (scope.relations().isEmpty()) {
      throw AnalysisRefusedException.unsupported("* without FROM");
    }
    return scope.columns();
  }

  private void distinct(
      Optional<Query.Distinctness> distinct, Scope scope, List<Scope.SourceColumn> outputs) {
    if (distinct.isEmpty()) {
      return;
    }
    if (distinct.get().on().isEmpty()) {
      outputs.forEach(o -> analysis.sink().use(o.lineage(), ColumnUse.Kind.DISTINCT));
    }
    for (Expr value : distinct.get().on()) {
      ordering(value, scope, outputs, ColumnUse.Kind.DISTINCT);
    }
  }

  private void ordering(
      Expr value, Scope scope, List<Scope.SourceColumn> outputs, ColumnUse.Kind kind) {
    if (value instanceof Expr.Row row && !row.keyword() && row.items().size() == 1) {
      ordering(row.items().getFirst(), scope, outputs, kind);
      return;
    }
    Optional<Lineage> output =
        analysis.rules().seesLabels()
            ? ordinal(value, outputs)
            : Queries.output(analysis.rules(), value, outputs);
    Lineage lineage =
        output.isPresent() ? output.get() : analysis.expressions().resolve(value, scope);
    analysis.sink().use(lineage, kind);
  }

  /** A position of the result; names are looked up among labels and columns together. */
  private Optional<Lineage> ordinal(Expr value, List<Scope.SourceColumn> outputs) {
    return analysis.rules().ordinal(value).isPresent()
        ? Queries.output(analysis.rules(), value, outputs)
        : Optional.empty();
  }

  private void groupBy(Query.Grouping item, Scope scope, List<Scope.SourceColumn> outputs) {
    switch (item) {
      case Query.GroupBy plain -> grouping(plain.value(), scope, outputs);
      case Query.WithRollup _ -> {}
      case Query.GroupingSets sets -> sets.sets().forEach(set -> grouping(set, scope, outputs));
    }
  }

  private void grouping(Expr value, Scope scope, List<Scope.SourceColumn> outputs) {
    switch (value) {
      case Expr.Row row when !row.keyword() ->
          row.items().forEach(item -> grouping(item, scope, outputs));
      case Expr.Call call when isGroupingCall(call) ->
          call.arguments().forEach(argument -> grouping(argument.value(), scope, outputs));
      default ->
          analysis.sink().use(groupingLineage(value, scope, outputs), ColumnUse.Kind.GROUPING);
    }
  }

  private static boolean isGroupingCall(Expr.Call call) {
    return call.name().size() == 1
        && GROUPING_CALLS.contains(call.name().getFirst().name().toLowerCase(Locale.ROOT));
  }

  /** GROUP BY looks at the input's columns first, and at labels only where there is none. */
  private Lineage groupingLineage(Expr value, Scope scope, List<Scope.SourceColumn> outputs) {
    if (analysis.rules().seesLabels()) {
      return ordinal(value, outputs).orElseGet(() -> analysis.expressions().resolve(value, scope));
    }
    if (value instanceof Expr.Name name && name.parts().size() == 1) {
      String wanted = name.last().name();
      boolean input =
          scope.columns().stream().anyMatch(c -> c.name().filter(wanted::equals).isPresent());
      if (!input) {
        Optional<Lineage> label = Queries.byName(analysis.rules(), name.last(), outputs);
        if (label.isPresent()) {
          return label.get();
        }
      }
    } else {
      Optional<Lineage> ordinal = Queries.output(analysis.rules(), value, outputs);
      if (ordinal.isPresent()) {
        return ordinal.get();
      }
    }
    return analysis.expressions().resolve(value, scope);
  }
}
