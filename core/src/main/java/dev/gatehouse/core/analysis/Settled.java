package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.TypeName;
import java.util.List;
import java.util.Set;

/**
 * Expressions that cannot fail and are hardly longer than the columns in them, so that nothing is
 * told by whether they are evaluated. A name from a derived table is not among them: the server may
 * put that table's expression in its place, and its value may be of any length.
 */
final class Settled {
  private static final Set<String> TEXTS = Set.of("text", "varchar", "character varying");
  private static final Set<String> OPERATORS = Set.of("||", "->", "->>", "#>", "#>>");
  private final Analysis analysis;

  Settled(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Whether a cast to this type turns any value into text, whole or cut off. */
  static boolean isText(TypeName type) {
    return TEXTS.contains(type.name()) && type.spelling().indexOf('[') < 0;
  }

  boolean all(List<Expr> parts, Scope scope) {
    return parts.stream().allMatch(part -> is(part, scope));
  }

  /** Of an expression that is resolved already. */
  boolean is(Expr expression, Scope scope) {
    return switch (expression) {
      case Expr.Literal _, Expr.TypedLiteral _, Expr.Moment _ -> true;
      case Expr.Name name -> name(name, scope);
      case Expr.Star star -> !star.qualifier().isEmpty() && isPlainRow(star, scope);
      case Expr.Row row -> !row.keyword() && row.items().size() == 1 && all(row.items(), scope);
      case Expr.Cast cast ->
          cast.operand() instanceof Expr.Literal
              || isText(cast.type()) && is(cast.operand(), scope);
      case Expr.Unary unary -> unary.operand() instanceof Expr.Literal;
      case Expr.Operation operation ->
          OPERATORS.contains(operation.operator()) && parts(expression, scope);
      case Expr.Call call ->
          analysis.rules().totals().isSettled(call.name().getLast().name())
              && parts(expression, scope);
      case Expr.In in ->
          is(in.operand(), scope) && in.right() instanceof Expr.Row row && all(row.items(), scope);
      case Expr.Trim _,
          Expr.Collate _,
          Expr.Not _,
          Expr.Logical _,
          Expr.Comparison _,
          Expr.Is _,
          Expr.Distinct _,
          Expr.Between _,
          Expr.Case _ ->
          parts(expression, scope);
      case Expr.Labelled _,
          Expr.SqlJson _,
          Expr.Extract _,
          Expr.AtTimeZone _,
          Expr.Like _,
          Expr.Exists _,
          Expr.Quantified _,
          Expr.ArrayItems _,
          Expr.ArrayQuery _,
          Expr.Subscript _,
          Expr.Slice _,
          Expr.Field _,
          Expr.Subquery _,
          Expr.MySql _ ->
          false;
    };
  }

  private boolean parts(Expr expression, Scope scope) {
    return all(ExprParts.of(expression), scope);
  }

  private boolean name(Expr.Name name, Scope scope) {
    return analysis
        .names()
        .columnOf(name)
        .map(column -> Lineages.isPlain(column.lineage()))
        .orElseGet(() -> isPlain(analysis.names().relation(name.parts(), scope)));
  }

  private boolean isPlainRow(Expr.Star star, Scope scope) {
    return isPlain(analysis.names().relation(star.qualifier(), scope));
  }

  private static boolean isPlain(Scope.SourceRelation relation) {
    return relation.columns().stream().allMatch(column -> Lineages.isPlain(column.lineage()));
  }
}
