package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.SqlText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a condition really constrains the target of a write: by the target's own columns, and by
 * something that is not always true.
 */
final class Constraint {
  private static final Map<String, String> OPPOSITES =
      Map.of("=", "<>", "<>", "=", "!=", "=", "<", ">=", ">=", "<", ">", "<=", "<=", ">");
  private final NameResolver names;
  private final Rules rules;
  private final Set<Scope.SourceColumn> target = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Relation relation;

  Constraint(Analysis analysis, List<Scope.SourceColumn> target, Relation relation) {
    this.names = analysis.names();
    this.rules = analysis.rules();
    this.target.addAll(target);
    this.relation = relation;
  }

  boolean holds(Expr condition) {
    return switch (condition) {
      case Expr.Row row when !row.keyword() && row.items().size() == 1 ->
          holds(row.items().getFirst());
      case Expr.Logical logical ->
          logical.and()
              ? holds(logical.left()) || holds(logical.right())
              : holds(logical.left()) && holds(logical.right()) && !complementary(logical);
      case Expr.Not not -> !isNullTest(not.operand()) && holdsNegated(not.operand());
      case Expr.Comparison comparison ->
          compares(comparison.left(), comparison.right()) && !isOfManyValues(comparison);
      case Expr.Operation operation ->
          rules.bareConditionConstrains() && compares(operation.left(), operation.right());
      case Expr.Distinct distinct -> compares(distinct.left(), distinct.right());
      case Expr.Between between ->
          ofTarget(between.operand()) && !ofTarget(between.low()) && !ofTarget(between.high());
      case Expr.In in -> in(in);
      case Expr.Like like ->
          ofTarget(like.operand()) && !ofTarget(like.pattern()) && !matchesAll(like.pattern());
      case Expr.Is is -> is(is);
      case Expr.Name name -> rules.bareConditionConstrains() && ofTarget(name);
      case Expr.Exists exists -> ExprParts.inWhere(exists.query()).stream().anyMatch(this::holds);
      case Expr.Call call ->
          rules.bareConditionConstrains()
              && call.arguments().stream().anyMatch(a -> ofTarget(a.value()));
      default -> false;
    };
  }

  private static boolean isNullTest(Expr condition) {
    return condition instanceof Expr.Is is && is.test() == Expr.Is.Test.NULL && !is.not();
  }

  /** NOT of AND or OR swaps them; NOT of anything else constrains as the thing itself. */
  private boolean holdsNegated(Expr condition) {
    return switch (condition) {
      case Expr.Row row when !row.keyword() && row.items().size() == 1 ->
          holdsNegated(row.items().getFirst());
      case Expr.Logical logical ->
          logical.and()
              ? holdsNegated(logical.left()) && holdsNegated(logical.right())
              : holdsNegated(logical.left()) || holdsNegated(logical.right());
      case Expr.Not not -> holds(not.operand());
      case Expr.Exists _ -> false;
      default -> holds(condition);
    };
  }

  private boolean compares(Expr left, Expr right) {
    return ofTarget(left) != ofTarget(right);
  }

  /** {@code name = 0} holds for every text that does not begin with a number. */
  private boolean isOfManyValues(Expr.Comparison comparison) {
    return isOfManyValues(comparison.left(), comparison.right())
        || isOfManyValues(comparison.right(), comparison.left());
  }

  private boolean isOfManyValues(Expr side, Expr constant) {
    return side instanceof Expr.Name name
        && Predicates.isLiteral(constant)
        && names
            .columnOf(name)
            .flatMap(Scope.SourceColumn::name)
            .flatMap(column -> rules.column(relation, column))
            .filter(column -> !rules.asksForOneValue(column, constant))
            .isPresent();
  }

  private boolean in(Expr.In in) {
    if (!ofTarget(in.operand())) {
      return false;
    }
    if (in.right() instanceof Expr.Subquery subquery) {
      return ExprParts.isBounded(subquery.query());
    }
    return !ofTarget(in.right());
  }

  private boolean is(Expr.Is is) {
    if (!ofTarget(is.operand())) {
      return false;
    }
    if (is.test() != Expr.Is.Test.NULL) {
      return !is.not();
    }
    return !is.not() || mayBeNull(is.operand());
  }

  /** NOT NULL of a column that cannot be null is always true. */
  private boolean mayBeNull(Expr operand) {
    if (!(operand instanceof Expr.Name name)) {
      return false;
    }
    Optional<Column> column = rules.column(relation, name.last().name());
    return column.isPresent()
        && column.get().nullable()
        && !relation.primaryKey().contains(column.get().name());
  }

  private static boolean matchesAll(Expr pattern) {
    return pattern instanceof Expr.Literal literal && literal.text().matches("'%+'");
  }

  private boolean ofTarget(Expr expression) {
    return ExprParts.names(expression).stream()
        .anyMatch(name -> names.columnOf(name).filter(target::contains).isPresent());
  }

  /** {@code a = 1 or a <> 1}: two alternatives that leave nothing out. */
  private static boolean complementary(Expr.Logical or) {
    List<Expr> alternatives = new ArrayList<>();
    collect(or, alternatives);
    for (int i = 0; i < alternatives.size(); i++) {
      for (int j = i + 1; j < alternatives.size(); j++) {
        if (opposite(alternatives.get(i), alternatives.get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  private static void collect(Expr expression, List<Expr> alternatives) {
    switch (expression) {
      case Expr.Logical logical when !logical.and() -> {
        collect(logical.left(), alternatives);
        collect(logical.right(), alternatives);
      }
      case Expr.Row row when !row.keyword() && row.items().size() == 1 ->
          collect(row.items().getFirst(), alternatives);
      default -> alternatives.add(expression);
    }
  }

  private static boolean opposite(Expr one, Expr other) {
    if (one instanceof Expr.Comparison a && other instanceof Expr.Comparison b) {
      return same(a.left(), b.left())
          && same(a.right(), b.right())
          && normal(b.operator()).equals(normal(OPPOSITES.getOrDefault(a.operator(), "")));
    }
    if (one instanceof Expr.Is a && other instanceof Expr.Is b) {
      return a.test() == b.test() && a.not() != b.not() && same(a.operand(), b.operand());
    }
    return one instanceof Expr.Not not && same(not.operand(), other)
        || other instanceof Expr.Not second && same(second.operand(), one);
  }

  private static String normal(String operator) {
    return operator.equals("!=") ? "<>" : operator;
  }

  private static boolean same(Expr one, Expr other) {
    return SqlText.of(one).equalsIgnoreCase(SqlText.of(other));
  }
}
