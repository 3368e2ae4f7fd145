package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves expressions to lineages, and records the uses inside them. */
final class Expressions {
  private final Analysis analysis;

  Expressions(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Where the value of an expression comes from. */
  Lineage resolve(Expr expression, Scope scope) {
    return switch (expression) {
      case Expr.Name name -> analysis.names().resolve(name, scope);
      case Expr.Star star -> star(star, scope);
      case Expr.Literal _ -> Lineages.CONSTANT;
      case Expr.TypedLiteral typed -> {
        analysis.routines().checkType(typed.type());
        yield Lineages.CONSTANT;
      }
      case Expr.Moment moment -> {
        analysis.routines().checkMoment(moment.word());
        yield Lineages.CONSTANT;
      }
      case Expr.Call call -> analysis.calls().resolve(call, scope);
      case Expr.Labelled labelled -> resolve(labelled.value(), scope);
      case Expr.Cast cast -> cast(cast, scope);
      case Expr.Extract extract -> derived(scope, extract.source());
      case Expr.Trim trim -> {
        List<Expr> parts = new ArrayList<>();
        trim.characters().ifPresent(parts::add);
        trim.source().ifPresent(parts::add);
        yield derived(scope, parts);
      }
      case Expr.Collate collate -> derived(scope, collate.operand());
      case Expr.AtTimeZone at -> derived(scope, at.operand(), at.zone());
      case Expr.Unary unary -> {
        analysis.routines().checkOperator(unary.operator());
        yield derived(scope, unary.operand());
      }
      case Expr.Not not -> derived(scope, not.operand());
      case Expr.Logical logical -> derived(scope, logical.left(), logical.right());
      case Expr.Comparison comparison -> {
        analysis.routines().checkOperator(comparison.operator());
        yield derived(scope, comparison.left(), comparison.right());
      }
      case Expr.Operation operation -> operation(operation, scope);
      case Expr.Is is ->
          is.test() == Expr.Is.Test.NULL ? presence(is, scope) : derived(scope, is.operand());
      case Expr.Distinct distinct -> {
        analysis.routines().checkOperator("=");
        yield derived(scope, distinct.left(), distinct.right());
      }
      case Expr.Between between -> {
        analysis.routines().checkOperator("<=");
        yield derived(scope, between.operand(), between.low(), between.high());
      }
      case Expr.In in -> {
        analysis.routines().checkOperator("=");
        yield Lineages.derived(resolve(in.operand(), scope), member(in.right(), scope));
      }
      case Expr.Like like -> {
        analysis.routines().checkOperator("~~");
        List<Expr> parts = new ArrayList<>(List.of(like.operand(), like.pattern()));
        like.escape().ifPresent(parts::add);
        yield derived(scope, parts);
      }
      case Expr.Exists exists -> {
        analysis.queries().resolve(exists.query(), scope);
        yield Lineages.CONSTANT;
      }
      case Expr.Quantified quantified -> member(quantified.operand(), scope);
      case Expr.Case branches -> caseOf(branches, scope);
      case Expr.Row row -> row(row, scope);
      case Expr.ArrayItems array -> derived(scope, array.items());
      case Expr.ArrayQuery array -> {
        List<Scope.SourceColumn> columns = analysis.queries().resolve(array.query(), scope);
        yield Lineages.derived(columns.stream().map(Scope.SourceColumn::lineage).toList());
      }
      case Expr.Subscript subscript -> derived(scope, subscript.operand(), subscript.index());
      case Expr.Slice slice -> {
        List<Expr> parts = new ArrayList<>(List.of(slice.operand()));
        slice.low().ifPresent(parts::add);
        slice.high().ifPresent(parts::add);
        yield derived(scope, parts);
      }
      case Expr.Field field -> field(field, scope);
      case Expr.Subquery subquery -> scalar(subquery.query(), scope);
    };
  }

  /** Derived from several expressions. */
  Lineage derived(Scope scope, List<Expr> parts) {
    return Lineages.derived(parts.stream().map(part -> resolve(part, scope)).toList());
  }

  private Lineage derived(Scope scope, Expr... parts) {
    return derived(scope, List.of(parts));
  }

  private Lineage star(Expr.Star star, Scope scope) {
    if (star.qualifier().isEmpty()) {
      throw AnalysisRefusedException.unsupported("* in this place");
    }
    Lineage row = analysis.names().relation(star.qualifier(), scope).wholeRow();
    analysis.sink().reference(row);
    return row;
  }

  private Lineage presence(Expr.Is is, Scope scope) {
    return Lineages.presence(resolve(is.operand(), scope));
  }

  private Lineage cast(Expr.Cast cast, Scope scope) {
    analysis.routines().checkType(cast.type());
    return derived(scope, cast.operand());
  }

  private Lineage operation(Expr.Operation operation, Scope scope) {
    analysis.routines().checkOperator(operation.operator());
    Lineage right = resolve(operation.right(), scope);
    if (operation.operator().equals("/") || operation.operator().equals("%")) {
      // Dividing by zero fails, and that a statement failed tells something about the divisor.
      analysis.sink().use(right, ColumnUse.Kind.CONTROL);
    }
    return Lineages.derived(resolve(operation.left(), scope), right);
  }

  private Lineage row(Expr.Row row, Scope scope) {
    if (!row.keyword() && row.items().size() == 1) {
      return resolve(row.items().getFirst(), scope);
    }
    return derived(scope, row.items());
  }

  private Lineage member(Expr right, Scope scope) {
    if (right instanceof Expr.Subquery subquery) {
      return Lineages.derived(
          analysis.queries().resolve(subquery.query(), scope).stream()
              .map(Scope.SourceColumn::lineage)
              .toList());
    }
    return resolve(right, scope);
  }

  private Lineage caseOf(Expr.Case branches, Scope scope) {
    List<Lineage> results = new ArrayList<>();
    Optional<Expr> operand = branches.operand();
    if (operand.isPresent()) {
      Lineage control = resolve(operand.get(), scope);
      analysis.sink().use(control, ColumnUse.Kind.CONTROL);
      results.add(control);
    }
    for (Expr.When when : branches.branches()) {
      results.add(analysis.predicates().resolve(when.condition(), scope, ColumnUse.Kind.CONTROL));
      results.add(resolve(when.result(), scope));
    }
    branches.otherwise().ifPresent(otherwise -> results.add(resolve(otherwise, scope)));
    return Lineages.derived(results);
  }

  private Lineage field(Expr.Field field, Scope scope) {
    // Whatever the field is, it is a part of the value before the dot.
    Lineage whole = resolve(field.operand(), scope);
    return Lineages.derived(List.of(whole, whole));
  }

  private Lineage scalar(Query query, Scope scope) {
    List<Scope.SourceColumn> columns = analysis.queries().resolve(query, scope);
    if (columns.size() == 1) {
      return columns.getFirst().lineage();
    }
    return Lineages.derived(columns.stream().map(Scope.SourceColumn::lineage).toList());
  }
}
