package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.sql.tree.Expr;
import java.util.List;
import java.util.stream.Stream;

/** Resolves conditions: which columns decide, and how they are asked. */
final class Predicates {
  private final Analysis analysis;

  Predicates(Analysis analysis) {
    this.analysis = analysis;
  }

  /**
   * Resolves a condition and records its uses.
   *
   * @param kind where it stands: PREDICATE for WHERE, JOIN for ON, else HAVING, FILTER, CONTROL
   * @return what the condition is made of
   */
  Lineage resolve(Expr condition, Scope scope, ColumnUse.Kind kind) {
    return switch (condition) {
      case Expr.Logical logical ->
          Lineages.derived(
              resolve(logical.left(), scope, kind), resolve(logical.right(), scope, kind));
      case Expr.Not not -> resolve(not.operand(), scope, kind);
      case Expr.Row row when isParentheses(row) -> resolve(row.items().getFirst(), scope, kind);
      case Expr.Comparison comparison when comparison.operator().equals("=") ->
          equality(comparison, scope, kind);
      case Expr.In in -> in(in, scope, kind);
      default -> use(condition, scope, kind);
    };
  }

  private static boolean isParentheses(Expr.Row row) {
    return !row.keyword() && row.items().size() == 1;
  }

  private Lineage use(Expr condition, Scope scope, ColumnUse.Kind kind) {
    Lineage lineage = analysis.expressions().resolve(condition, scope);
    analysis.sink().use(lineage, other(kind));
    return lineage;
  }

  /** A condition of ON that is no equality of columns is a predicate like any other. */
  private static ColumnUse.Kind other(ColumnUse.Kind kind) {
    return kind == ColumnUse.Kind.JOIN ? ColumnUse.Kind.PREDICATE : kind;
  }

  private static boolean refines(ColumnUse.Kind kind) {
    return kind == ColumnUse.Kind.PREDICATE || kind == ColumnUse.Kind.JOIN;
  }

  private Lineage equality(Expr.Comparison comparison, Scope scope, ColumnUse.Kind kind) {
    analysis.routines().checkOperator("=");
    Lineage left = analysis.expressions().resolve(comparison.left(), scope);
    Lineage right = analysis.expressions().resolve(comparison.right(), scope);
    ColumnUse.Kind use = other(kind);
    boolean leftColumn = isColumn(comparison.left(), left);
    boolean rightColumn = isColumn(comparison.right(), right);
    if (refines(kind) && leftColumn && rightColumn && sameValues(left, right)) {
      use = kind == ColumnUse.Kind.JOIN ? ColumnUse.Kind.JOIN : ColumnUse.Kind.EQUALITY;
    } else if (refines(kind)
        && (leftColumn && oneValue(left, comparison.right())
            || rightColumn && oneValue(right, comparison.left()))) {
      use = ColumnUse.Kind.EQUALITY;
    }
    analysis.sink().use(left, use);
    analysis.sink().use(right, use);
    return Lineages.derived(left, right);
  }

  private Lineage in(Expr.In in, Scope scope, ColumnUse.Kind kind) {
    Lineage lineage = analysis.expressions().resolve(in, scope);
    boolean literals =
        in.right() instanceof Expr.Row row
            && row.items().stream().allMatch(item -> oneValue(lineage, item));
    boolean equality = refines(kind) && literals && in.operand() instanceof Expr.Name;
    analysis.sink().use(lineage, equality ? ColumnUse.Kind.EQUALITY : other(kind));
    return lineage;
  }

  /** Whether a constant is compared with a column's values as they are. */
  private boolean oneValue(Lineage column, Expr constant) {
    return isLiteral(constant)
        && columns(column).allMatch(one -> analysis.rules().asksForOneValue(one, constant));
  }

  /** Whether columns are compared with one another as they are. */
  boolean sameValues(Lineage left, Lineage right) {
    return columns(left)
        .allMatch(
            one -> columns(right).allMatch(other -> analysis.rules().asksForSameValue(one, other)));
  }

  private Stream<Column> columns(Lineage lineage) {
    return lineage.sources().stream()
        .flatMap(
            ref ->
                analysis
                    .catalog()
                    .relation(ref.relation())
                    .flatMap(relation -> relation.column(ref.column()))
                    .stream());
  }

  private static boolean isColumn(Expr expression, Lineage lineage) {
    return switch (expression) {
      case Expr.Name _ -> Lineages.isPlain(lineage);
      case Expr.Row row when isParentheses(row) -> isColumn(row.items().getFirst(), lineage);
      default -> false;
    };
  }

  /** Whether an expression is written out as a constant. */
  static boolean isLiteral(Expr expression) {
    return switch (expression) {
      case Expr.Literal _, Expr.TypedLiteral _, Expr.Moment _ -> true;
      case Expr.Cast cast -> isLiteral(cast.operand());
      case Expr.Unary unary -> isLiteral(unary.operand());
      case Expr.Row row when isParentheses(row) -> isLiteral(row.items().getFirst());
      default -> false;
    };
  }

  /** Resolves several values that one clause uses. */
  Lineage useAll(List<Expr> values, Scope scope, ColumnUse.Kind kind) {
    Lineage lineage = analysis.expressions().derived(scope, values);
    analysis.sink().use(lineage, kind);
    return lineage;
  }
}
