package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.MySqlForm;
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
      case Expr.SqlJson json -> {
        json.returning().ifPresent(analysis.routines()::checkType);
        yield fallible(
            scope, json.arguments().stream().map(Expr.Argument::value).toArray(Expr[]::new));
      }
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
      case Expr.AtTimeZone at -> fallible(scope, at.operand(), at.zone());
      case Expr.Unary unary -> {
        analysis.routines().checkOperator(unary.operator());
        yield fallible(scope, unary.operand());
      }
      case Expr.Not not -> derived(scope, not.operand());
      case Expr.Logical logical -> inTurn(scope, logical.left(), logical.right());
      case Expr.Comparison comparison -> {
        analysis.routines().checkOperator(comparison.operator());
        yield compared(comparison.left(), comparison.right(), scope);
      }
      case Expr.Operation operation -> operation(operation, scope);
      case Expr.Is is ->
          is.test() == Expr.Is.Test.NULL ? presence(is, scope) : derived(scope, is.operand());
      case Expr.Distinct distinct -> {
        analysis.routines().checkOperator("=");
        yield compared(distinct.left(), distinct.right(), scope);
      }
      case Expr.Between between -> {
        analysis.routines().checkOperator("<=");
        yield inTurn(scope, between.operand(), between.low(), between.high());
      }
      case Expr.In in -> {
        analysis.routines().checkOperator("=");
        List<Lineage> sides = List.of(resolve(in.operand(), scope), member(in.right(), scope));
        analysis.fallibility().searched(in, sides, scope);
        yield Lineages.derived(sides);
      }
      case Expr.Like like -> {
        analysis.routines().checkOperator("~~");
        yield like(like, scope);
      }
      case Expr.Exists exists -> {
        analysis.queries().resolve(exists.query(), scope);
        yield Lineages.CONSTANT;
      }
      case Expr.Quantified quantified -> member(quantified.operand(), scope);
      case Expr.Case branches -> caseOf(branches, scope);
      case Expr.Row row -> row(row, scope);
      case Expr.ArrayItems array -> {
        List<Lineage> items = all(scope, array.items());
        analysis.fallibility().items(array.items(), items, scope);
        yield Lineages.derived(items);
      }
      case Expr.ArrayQuery array -> arrayOf(array.query(), scope);
      case Expr.Subscript subscript ->
          Lineages.derived(resolve(subscript.operand(), scope), fallible(scope, subscript.index()));
      case Expr.Slice slice -> {
        List<Expr> bounds = new ArrayList<>();
        slice.low().ifPresent(bounds::add);
        slice.high().ifPresent(bounds::add);
        yield Lineages.derived(
            resolve(slice.operand(), scope), fallible(scope, bounds.toArray(Expr[]::new)));
      }
      case Expr.Field field -> field(field, scope);
      case Expr.Subquery subquery -> scalar(subquery.query(), scope);
      case Expr.MySql mysql -> mysql(mysql.form(), scope);
    };
  }

  /** Derived from several expressions. */
  Lineage derived(Scope scope, List<Expr> parts) {
    return Lineages.derived(all(scope, parts));
  }

  private List<Lineage> all(Scope scope, List<Expr> parts) {
    return parts.stream().map(part -> resolve(part, scope)).toList();
  }

  private Lineage fallible(Scope scope, Expr... parts) {
    Lineage whole = derived(scope, parts);
    analysis.fallibility().fallible(whole);
    return whole;
  }

  private Lineage inTurn(Scope scope, Expr... parts) {
    List<Lineage> values = all(scope, List.of(parts));
    analysis.fallibility().inTurn(List.of(parts), values, scope);
    return Lineages.derived(values);
  }

  private Lineage compared(Expr left, Expr right, Scope scope) {
    List<Lineage> sides = List.of(resolve(left, scope), resolve(right, scope));
    analysis.fallibility().compared(left, right, sides, scope);
    return Lineages.derived(sides);
  }

  private Lineage like(Expr.Like like, Scope scope) {
    Lineage operand = resolve(like.operand(), scope);
    List<Lineage> patterns = new ArrayList<>(List.of(resolve(like.pattern(), scope)));
    like.escape().ifPresent(escape -> patterns.add(resolve(escape, scope)));
    analysis.fallibility().like(like, operand, patterns);
    return Lineages.derived(operand, Lineages.derived(patterns));
  }

  private Lineage arrayOf(Query query, Scope scope) {
    List<Lineage> values =
        analysis.queries().resolve(query, scope).stream().map(Scope.SourceColumn::lineage).toList();
    if (!values.stream().allMatch(Lineages::isPlain)) {
      analysis.fallibility().fallible(values);
    }
    return Lineages.derived(values);
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
    Lineage operand = derived(scope, cast.operand());
    analysis.fallibility().cast(cast, operand);
    return operand;
  }

  private Lineage operation(Expr.Operation operation, Scope scope) {
    analysis.routines().checkOperator(operation.operator());
    Lineage left = resolve(operation.left(), scope);
    Lineage right = resolve(operation.right(), scope);
    analysis.fallibility().operation(operation, left, right, scope);
    return Lineages.derived(left, right);
  }

  private Lineage mysql(MySqlForm form, Scope scope) {
    Expr[] parts = form.parts().toArray(Expr[]::new);
    return form instanceof MySqlForm.Inserted ? derived(scope, parts) : fallible(scope, parts);
  }

  private Lineage row(Expr.Row row, Scope scope) {
    if (!row.keyword() && row.items().size() == 1) {
      return resolve(row.items().getFirst(), scope);
    }
    List<Lineage> items = all(scope, row.items());
    analysis.fallibility().joined(row.items(), items, scope);
    return Lineages.derived(items);
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
