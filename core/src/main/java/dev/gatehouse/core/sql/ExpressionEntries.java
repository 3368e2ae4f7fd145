package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Identifier;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import net.sf.jsqlparser.expression.*;
import net.sf.jsqlparser.expression.operators.arithmetic.*;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.*;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;

/** What each of the parser's expression classes becomes. A class without an entry is refused. */
final class ExpressionEntries {
  /** Turns one node. */
  @FunctionalInterface
  interface Entry {
    Expr convert(ExpressionConverter converter, Expression node);
  }

  static final Map<Class<?>, Entry> ALL = entries();

  private ExpressionEntries() {}

  private static final class Builder {
    private final Map<Class<?>, Entry> entries = new HashMap<>();

    <T extends Expression> void on(Class<T> type, BiFunction<ExpressionConverter, T, Expr> entry) {
      entries.put(type, (converter, node) -> entry.apply(converter, type.cast(node)));
    }
  }

  private static Map<Class<?>, Entry> entries() {
    Builder b = new Builder();
    names(b);
    literals(b);
    logic(b);
    comparisons(b);
    for (Class<? extends BinaryExpression> type :
        List.of(
            Addition.class,
            Subtraction.class,
            Multiplication.class,
            Division.class,
            Modulo.class,
            BitwiseAnd.class,
            BitwiseOr.class,
            BitwiseXor.class,
            BitwiseLeftShift.class,
            BitwiseRightShift.class,
            Concat.class,
            JsonOperator.class,
            RegExpMatchOperator.class,
            Contains.class,
            ContainedBy.class,
            DoubleAnd.class,
            Matches.class,
            GeometryDistance.class)) {
      b.on(type, ExpressionEntries::operation);
    }
    values(b);
    b.on(Function.class, (c, e) -> c.calls().call(e));
    b.on(AnalyticExpression.class, (c, e) -> c.calls().analytic(e));
    b.on(JsonFunction.class, (c, e) -> SqlJsonReader.read(e));
    b.on(TrimFunction.class, (c, e) -> c.calls().trim(e));
    return Map.copyOf(b.entries);
  }

  private static void names(Builder b) {
    b.on(Column.class, ShapeEntries::column);
    b.on(DateUnitExpression.class, (c, e) -> new Expr.Name(List.of(c.names().name(e.toString()))));
    b.on(
        OracleNamedFunctionParameter.class,
        (c, e) -> new Expr.Labelled(c.names().label(e.getName()), c.convert(e.getExpression())));
    b.on(
        AllColumns.class,
        (c, e) -> {
          ShapeEntries.refuseStarOptions(e);
          return new Expr.Star(List.of());
        });
    b.on(
        AllTableColumns.class,
        (c, e) -> {
          ShapeEntries.refuseStarOptions(e);
          return new Expr.Star(
              e.getReturningReferenceType() == null
                  ? c.names().table(e.getTable())
                  : List.of(c.names().name(e.getReturningQualifier())));
        });
  }

  private static void literals(Builder b) {
    b.on(LongValue.class, (c, e) -> literal(Expr.Literal.Kind.NUMBER, e.getStringValue()));
    b.on(DoubleValue.class, (c, e) -> literal(Expr.Literal.Kind.NUMBER, e.toString()));
    b.on(HexValue.class, (c, e) -> literal(Expr.Literal.Kind.STRING, e.toString()));
    b.on(StringValue.class, (c, e) -> literal(Expr.Literal.Kind.STRING, e.toString()));
    b.on(NullValue.class, (c, e) -> literal(Expr.Literal.Kind.NULL, "null"));
    b.on(AllValue.class, (c, e) -> literal(Expr.Literal.Kind.NULL, "all"));
    b.on(BooleanValue.class, (c, e) -> literal(Expr.Literal.Kind.BOOLEAN, e.toString()));
    b.on(
        DateTimeLiteralExpression.class,
        (c, e) -> new Expr.TypedLiteral(ShapeEntries.type(e.getType().name()), e.getValue(), ""));
    b.on(IntervalExpression.class, ShapeEntries::interval);
    b.on(TimeKeyExpression.class, (c, e) -> new Expr.Moment(e.getStringValue()));
  }

  private static void logic(Builder b) {
    b.on(
        AndExpression.class,
        (c, e) -> {
          Unhandled.ifSet("&& for AND", e.isUseOperator());
          return new Expr.Logical(true, left(c, e), right(c, e));
        });
    b.on(OrExpression.class, (c, e) -> new Expr.Logical(false, left(c, e), right(c, e)));
    b.on(
        NotExpression.class,
        (c, e) -> {
          Unhandled.ifSet("! for NOT", e.isExclamationMark());
          return new Expr.Not(c.convert(e.getExpression()));
        });
    b.on(ParenthesedExpressionList.class, (c, e) -> new Expr.Row(false, ShapeEntries.items(c, e)));
    b.on(
        RowConstructor.class,
        (c, e) -> {
          String name = e.getName() == null ? "" : e.getName();
          if (!name.isEmpty() && !name.equalsIgnoreCase("row")) {
            throw SyntaxRefusedException.unsupported(name.toLowerCase(Locale.ROOT));
          }
          return new Expr.Row(!name.isEmpty(), ShapeEntries.items(c, e));
        });
  }

  private static void comparisons(Builder b) {
    b.on(EqualsTo.class, ExpressionEntries::comparison);
    b.on(NotEqualsTo.class, ExpressionEntries::comparison);
    b.on(GreaterThan.class, ExpressionEntries::comparison);
    b.on(GreaterThanEquals.class, ExpressionEntries::comparison);
    b.on(MinorThan.class, ExpressionEntries::comparison);
    b.on(MinorThanEquals.class, ExpressionEntries::comparison);
    b.on(
        IsNullExpression.class,
        (c, e) -> {
          ShapeEntries.refuseOracle(e);
          Unhandled.ifSet("ISNULL or NOTNULL", e.isUseIsNull() || e.isUseNotNull());
          return new Expr.Is(
              ShapeEntries.testOperand(c, e.getLeftExpression()), e.isNot(), Expr.Is.Test.NULL);
        });
    b.on(
        IsBooleanExpression.class,
        (c, e) -> {
          ShapeEntries.refuseOracle(e);
          return new Expr.Is(
              c.convert(e.getLeftExpression()),
              e.isNot(),
              e.isTrue() ? Expr.Is.Test.TRUE : Expr.Is.Test.FALSE);
        });
    b.on(
        IsUnknownExpression.class,
        (c, e) -> {
          ShapeEntries.refuseOracle(e);
          return new Expr.Is(c.convert(e.getLeftExpression()), e.isNot(), Expr.Is.Test.UNKNOWN);
        });
    b.on(
        IsDistinctExpression.class,
        (c, e) -> {
          ShapeEntries.refuseOracle(e);
          return new Expr.Distinct(left(c, e), e.isNot(), right(c, e));
        });
    b.on(
        OverlapsCondition.class,
        (c, e) ->
            new Expr.Operation(
                "overlaps",
                new Expr.Row(false, ShapeEntries.items(c, e.getLeft())),
                new Expr.Row(false, ShapeEntries.items(c, e.getRight()))));
    b.on(Between.class, ShapeEntries::between);
    b.on(InExpression.class, ShapeEntries::in);
    b.on(LikeExpression.class, ShapeEntries::like);
    b.on(ExistsExpression.class, ShapeEntries::exists);
    b.on(AnyComparisonExpression.class, ShapeEntries::quantified);
  }

  private static void values(Builder b) {
    b.on(
        SignedExpression.class,
        (c, e) -> new Expr.Unary(String.valueOf(e.getSign()), c.convert(e.getExpression())));
    b.on(CastExpression.class, ShapeEntries::cast);
    b.on(
        ExtractExpression.class,
        (c, e) -> new Expr.Extract(e.getName(), c.convert(e.getExpression())));
    b.on(
        CollateExpression.class,
        (c, e) -> new Expr.Collate(c.convert(e.getLeftExpression()), e.getCollate()));
    b.on(TimezoneExpression.class, ShapeEntries::atTimeZone);
    b.on(CaseExpression.class, ShapeEntries::caseOf);
    b.on(JsonExpression.class, ShapeEntries::json);
    b.on(ArrayConstructor.class, ShapeEntries::array);
    b.on(ArrayExpression.class, ShapeEntries::subscript);
    b.on(
        RowGetExpression.class,
        (c, e) -> {
          Identifier field = c.names().label(e.getColumnName());
          return new Expr.Field(c.convert(e.getExpression()), field);
        });
    b.on(ParenthesedSelect.class, (c, e) -> new Expr.Subquery(c.subquery(e)));
  }

  private static Expr literal(Expr.Literal.Kind kind, String text) {
    return new Expr.Literal(kind, text);
  }

  private static Expr left(ExpressionConverter c, BinaryExpression e) {
    return c.convert(e.getLeftExpression());
  }

  private static Expr right(ExpressionConverter c, BinaryExpression e) {
    return c.convert(e.getRightExpression());
  }

  private static Expr comparison(ExpressionConverter c, ComparisonOperator e) {
    ShapeEntries.refuseOracle(e);
    return new Expr.Comparison(e.getStringExpression().strip(), left(c, e), right(c, e));
  }

  private static Expr operation(ExpressionConverter c, BinaryExpression e) {
    if (e instanceof SupportsOldOracleJoinSyntax old) {
      ShapeEntries.refuseOracle(old);
    }
    return new Expr.Operation(e.getStringExpression().strip(), left(c, e), right(c, e));
  }
}
