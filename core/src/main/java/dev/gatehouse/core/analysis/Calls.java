package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves calls: which routine, what its value is made of, what it orders, groups and filters. */
final class Calls {
  private final Analysis analysis;
  private final Deque<Map<String, Lineage>> windows = new ArrayDeque<>();
  private final Deque<List<Scope.SourceColumn>> labels = new ArrayDeque<>();

  Calls(Analysis analysis) {
    this.analysis = analysis;
  }

  /**
   * The windows that a WINDOW clause names, and the labels that windows may mean, are known until
   * {@link #leaveWindows()}.
   */
  void enterWindows(Map<String, Lineage> named, List<Scope.SourceColumn> visible) {
    windows.push(named);
    labels.push(visible);
  }

  void leaveWindows() {
    windows.pop();
    labels.pop();
  }

  /** A call as a value. */
  Lineage resolve(Expr.Call call, Scope scope) {
    RoutineKind kind = known(call);
    if (isCountOfRows(call)) {
      return Lineages.derived(around(call, scope));
    }
    List<Lineage> arguments = arguments(call, scope);
    if (analysis.rules().isConditional(call)) {
      // As in CASE, the condition decides which of the others is evaluated.
      analysis
          .predicates()
          .resolve(call.arguments().getFirst().value(), scope, ColumnUse.Kind.CONTROL);
    }
    List<Lineage> parts = new ArrayList<>(around(call, scope));
    if (isCount(call) && arguments.size() == 1) {
      parts.add(Lineages.presence(arguments.getFirst()));
    } else {
      parts.add(Lineages.derived(arguments));
    }
    if (call.distinct()) {
      arguments.forEach(argument -> analysis.sink().use(argument, ColumnUse.Kind.DISTINCT));
    }
    analysis.fallibility().call(call, arguments, scope);
    switch (kind) {
      // How many rows come back depends on the arguments.
      case SET, VALUES, PAIRS ->
          arguments.forEach(argument -> analysis.sink().use(argument, ColumnUse.Kind.CONTROL));
      case VOLATILE -> analysis.sink().hazard(Hazard.VOLATILE_ROUTINE);
      case SCALAR, AGGREGATE, WINDOW -> {}
    }
    return Lineages.derived(parts);
  }

  private RoutineKind known(Expr.Call call) {
    RoutineKind kind = analysis.routines().routine(call.name());
    analysis.sink().routine(call.name().getLast().name());
    boolean overRows =
        !call.withinGroup().isEmpty()
            || call.filter().isPresent()
            || call.over().isPresent()
            || call.distinct()
            || !call.orderBy().isEmpty();
    if (overRows && kind != RoutineKind.AGGREGATE && kind != RoutineKind.WINDOW) {
      throw AnalysisRefusedException.unsupported(
          "OVER, FILTER, DISTINCT or ORDER BY with " + call.name().getLast().name());
    }
    return kind;
  }

  private static boolean isCount(Expr.Call call) {
    return call.name().getLast().name().equals("count") && !call.distinct();
  }

  private static boolean isCountOfRows(Expr.Call call) {
    return isCount(call)
        && call.arguments().size() == 1
        && call.arguments().getFirst().value() instanceof Expr.Star star
        && star.qualifier().isEmpty();
  }

  private List<Lineage> arguments(Expr.Call call, Scope scope) {
    return call.arguments().stream()
        .map(argument -> analysis.expressions().resolve(argument.value(), scope))
        .toList();
  }

  /** What stands around the arguments and decides which rows count, and in which order. */
  private List<Lineage> around(Expr.Call call, Scope scope) {
    List<Lineage> parts = new ArrayList<>();
    parts.add(order(call.orderBy(), scope, ColumnUse.Kind.ORDERING));
    parts.add(order(call.withinGroup(), scope, ColumnUse.Kind.ORDERING));
    call.filter()
        .ifPresent(
            filter ->
                parts.add(analysis.predicates().resolve(filter, scope, ColumnUse.Kind.FILTER)));
    call.over().ifPresent(window -> parts.add(window(window, ofWindow(scope))));
    return parts;
  }

  private Lineage order(List<Expr.OrderItem> items, Scope scope, ColumnUse.Kind kind) {
    return analysis
        .predicates()
        .useAll(items.stream().map(Expr.OrderItem::value).toList(), scope, kind);
  }

  /** The level as a window sees it. */
  private Scope ofWindow(Scope scope) {
    @Nullable List<Scope.SourceColumn> visible = labels.peek();
    return visible == null || visible.isEmpty()
        ? scope
        : scope.labelled(new Scope.Labels(visible, true));
  }

  /** What a window is made of. */
  Lineage window(Expr.Window window, Scope scope) {
    List<Lineage> parts = new ArrayList<>();
    if (window.reference().isPresent()) {
      parts.add(named(window.reference().get().name()));
    }
    parts.add(analysis.predicates().useAll(window.partitionBy(), scope, ColumnUse.Kind.WINDOW));
    parts.add(order(window.orderBy(), scope, ColumnUse.Kind.WINDOW));
    if (window.frame().isPresent()) {
      Expr.Frame frame = window.frame().get();
      List<Expr> offsets = new ArrayList<>();
      frame.start().offset().ifPresent(offsets::add);
      frame.end().flatMap(Expr.Bound::offset).ifPresent(offsets::add);
      parts.add(analysis.predicates().useAll(offsets, scope, ColumnUse.Kind.WINDOW));
    }
    return Lineages.derived(parts);
  }

  private Lineage named(String name) {
    Map<String, Lineage> known = windows.peek();
    if (known == null || !known.containsKey(name)) {
      throw AnalysisRefusedException.unsupported("the unknown window " + name);
    }
    return known.get(name);
  }

  /** The columns of a function in FROM. */
  List<Scope.SourceColumn> tableFunction(Expr.Call call, String alias, Scope scope) {
    RoutineKind kind = known(call);
    List<Lineage> arguments = arguments(call, scope);
    arguments.forEach(argument -> analysis.sink().use(argument, ColumnUse.Kind.CONTROL));
    analysis.fallibility().call(call, arguments, scope);
    Lineage value = Lineages.derived(arguments);
    return switch (kind) {
      case SET -> set(call, alias, arguments);
      case VALUES -> List.of(new Scope.SourceColumn(Optional.of("value"), value));
      case PAIRS ->
          List.of(
              new Scope.SourceColumn(Optional.of("key"), value),
              new Scope.SourceColumn(Optional.of("value"), value));
      case SCALAR, VOLATILE -> List.of(new Scope.SourceColumn(Optional.of(alias), value));
      case AGGREGATE, WINDOW -> throw AnalysisRefusedException.unsupported("an aggregate in FROM");
    };
  }

  private static List<Scope.SourceColumn> set(
      Expr.Call call, String alias, List<Lineage> arguments) {
    if (call.name().getLast().name().equals("unnest") && arguments.size() > 1) {
      return arguments.stream()
          .map(a -> new Scope.SourceColumn(Optional.of("unnest"), Lineages.derived(a)))
          .toList();
    }
    return List.of(new Scope.SourceColumn(Optional.of(alias), Lineages.derived(arguments)));
  }
}
