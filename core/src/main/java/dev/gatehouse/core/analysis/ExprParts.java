package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;

/** The expressions directly inside an expression. */
final class ExprParts {
  private ExprParts() {}

  /** Every name in an expression, those of its subqueries' conditions included. */
  static List<Expr.Name> names(Expr expression) {
    List<Expr.Name> names = new ArrayList<>();
    collect(expression, names);
    return names;
  }

  private static void collect(Expr expression, List<Expr.Name> names) {
    if (expression instanceof Expr.Name name) {
      names.add(name);
    }
    of(expression).forEach(part -> collect(part, names));
  }

  /** The conditions of a query's own WHERE. */
  static List<Expr> inWhere(Query query) {
    return switch (query.body()) {
      case Query.Select select -> select.where().map(List::of).orElse(List.of());
      case Query.Nested nested -> inWhere(nested.query());
      case Query.SetOperation _, Query.Values _, Query.WholeTable _ -> List.of();
    };
  }

  /** Whether a query says something about which rows it gives. */
  static boolean isBounded(Query query) {
    if (query.limit().limit().isPresent() || query.limit().fetch().isPresent()) {
      return true;
    }
    return switch (query.body()) {
      case Query.Select select ->
          select.where().isPresent() || select.having().isPresent() || select.from().isEmpty();
      case Query.Nested nested -> isBounded(nested.query());
      case Query.Values _ -> true;
      case Query.SetOperation operation ->
          operation.branches().stream().allMatch(ExprParts::isBounded);
      case Query.WholeTable _ -> false;
    };
  }

  static List<Expr> of(Expr expression) {
    return switch (expression) {
      case Expr.Name _, Expr.Star _, Expr.Literal _, Expr.TypedLiteral _, Expr.Moment _ ->
          List.of();
      case Expr.Call call -> call.arguments().stream().map(Expr.Argument::value).toList();
      case Expr.SqlJson json -> json.arguments().stream().map(Expr.Argument::value).toList();
      case Expr.Labelled labelled -> List.of(labelled.value());
      case Expr.Cast cast -> List.of(cast.operand());
      case Expr.Extract extract -> List.of(extract.source());
      case Expr.Trim trim -> {
        List<Expr> parts = new ArrayList<>();
        trim.characters().ifPresent(parts::add);
        trim.source().ifPresent(parts::add);
        yield parts;
      }
      case Expr.Collate collate -> List.of(collate.operand());
      case Expr.AtTimeZone at -> List.of(at.operand(), at.zone());
      case Expr.Unary unary -> List.of(unary.operand());
      case Expr.Not not -> List.of(not.operand());
      case Expr.Logical logical -> List.of(logical.left(), logical.right());
      case Expr.Comparison comparison -> List.of(comparison.left(), comparison.right());
      case Expr.Operation operation -> List.of(operation.left(), operation.right());
      case Expr.Is is -> List.of(is.operand());
      case Expr.Distinct distinct -> List.of(distinct.left(), distinct.right());
      case Expr.Between between -> List.of(between.operand(), between.low(), between.high());
      case Expr.In in -> List.of(in.operand(), in.right());
      case Expr.Like like -> List.of(like.operand(), like.pattern());
      case Expr.Exists exists -> inWhere(exists.query());
      case Expr.Quantified quantified -> List.of(quantified.operand());
      case Expr.Case branches -> caseParts(branches);
      case Expr.Row row -> row.items();
      case Expr.ArrayItems array -> array.items();
      case Expr.ArrayQuery array -> inWhere(array.query());
      case Expr.Subscript subscript -> List.of(subscript.operand(), subscript.index());
      case Expr.Slice slice -> List.of(slice.operand());
      case Expr.Field field -> List.of(field.operand());
      case Expr.Subquery subquery -> inWhere(subquery.query());
      case Expr.MySql mysql -> mysql.form().parts();
    };
  }

  private static List<Expr> caseParts(Expr.Case branches) {
    List<Expr> parts = new ArrayList<>();
    branches.operand().ifPresent(parts::add);
    for (Expr.When when : branches.branches()) {
      parts.add(when.condition());
      parts.add(when.result());
    }
    branches.otherwise().ifPresent(parts::add);
    return parts;
  }

  /** Whether a call with OVER stands in it, subqueries apart. */
  static boolean hasWindow(Expr expression) {
    return expression instanceof Expr.Call call && call.over().isPresent()
        || of(expression).stream().anyMatch(ExprParts::hasWindow);
  }
}
