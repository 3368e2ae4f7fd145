package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.expression.AnyComparisonExpression;
import net.sf.jsqlparser.expression.ArrayConstructor;
import net.sf.jsqlparser.expression.ArrayExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.JsonExpression;
import net.sf.jsqlparser.expression.RangeExpression;
import net.sf.jsqlparser.expression.TimezoneExpression;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.SupportsOldOracleJoinSyntax;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.create.table.ColDataType;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;

/** The expressions that need more than a line. */
final class ShapeEntries {
  private ShapeEntries() {}

  static void refuseOracle(SupportsOldOracleJoinSyntax node) {
    Unhandled.ifSet("the (+) join syntax", node.getOldOracleJoinSyntax());
    Unhandled.ifSet("PRIOR", node.getOraclePriorPosition());
  }

  static void refuseStarOptions(AllColumns star) {
    Unhandled.ifSet("* EXCEPT", star.getExceptColumns());
    Unhandled.ifSet("* REPLACE", star.getReplaceExpressions());
  }

  static Expr column(ExpressionConverter converter, Column column) {
    Unhandled.ifSet("the (+) join syntax", column.getOldOracleJoinSyntax());
    Unhandled.ifSet("COMMENT", column.getCommentText());
    boolean alone = column.getTable() == null || column.getTable().getName() == null;
    String word = column.getColumnName().toLowerCase(Locale.ROOT);
    if (alone && converter.names().isMoment(word)) {
      Unhandled.ifSet("a subscript here", column.getArrayConstructor());
      return new Expr.Moment(column.getColumnName());
    }
    if (alone && word.equals("default")) {
      return new Expr.Literal(Expr.Literal.Kind.DEFAULT, "default");
    }
    Expr name =
        column.getReturningReferenceType() == null
            ? new Expr.Name(converter.names().column(column))
            : new Expr.Name(
                List.of(
                    converter.names().name(column.getReturningQualifier()),
                    converter.names().name(column.getColumnName())));
    ArrayConstructor subscript = column.getArrayConstructor();
    if (subscript == null) {
      return name;
    }
    Unhandled.ifSet("ARRAY in a subscript", subscript.isArrayKeyword());
    if (subscript.getExpressions().size() != 1) {
      throw SyntaxRefusedException.unsupported("a subscript of several parts");
    }
    Expression index = subscript.getExpressions().getFirst();
    if (index.getClass() == RangeExpression.class) {
      RangeExpression range = (RangeExpression) index;
      return new Expr.Slice(
          name,
          converter.optional(range.getStartExpression()),
          converter.optional(range.getEndExpression()));
    }
    Expr at = converter.convert(index);
    return at instanceof Expr.Operation range && range.operator().equals(":")
        ? new Expr.Slice(name, Optional.of(range.left()), Optional.of(range.right()))
        : new Expr.Subscript(name, at);
  }

  /** The items of a list, refusing a nested list without parentheses. */
  static List<Expr> items(ExpressionConverter converter, ExpressionList<?> list) {
    List<Expr> items = new ArrayList<>();
    for (Expression item : list) {
      items.add(converter.convert(item));
    }
    return items;
  }

  static TypeName type(String written) {
    String name =
        written
            .replaceAll("\\([^)]*\\)", " ")
            .replaceAll("\\[[^]]*]", " ")
            .strip()
            .replaceAll("\\s+", " ");
    return new TypeName(name.indexOf('"') >= 0 ? name : name.toLowerCase(Locale.ROOT), written);
  }

  static TypeName type(ColDataType type) {
    Unhandled.ifSet("CHARACTER SET", type.getCharacterSet());
    Unhandled.ifSet("ZEROFILL", type.isZerofill());
    Unhandled.ifSet("an XML type modifier", type.getXmlTypeModifier());
    return type(type.toString());
  }

  static Expr interval(ExpressionConverter converter, IntervalExpression interval) {
    Unhandled.ifSet("INTERVAL of an expression", interval.getExpression());
    if (!interval.isUsingIntervalKeyword() || !interval.getParameter().startsWith("'")) {
      throw SyntaxRefusedException.unsupported("INTERVAL without a text literal");
    }
    String suffix = "";
    if (interval.getIntervalQualifier() != null) {
      suffix = interval.getIntervalQualifier().toString();
    } else if (interval.getIntervalType() != null) {
      suffix = interval.getIntervalType();
    }
    return new Expr.TypedLiteral(type("interval"), interval.getParameter(), suffix);
  }

  /**
   * The operand of IS NULL. The parser binds the test tighter than the server does after an
   * operator, so the operand must be one that both read alike.
   */
  static Expr testOperand(ExpressionConverter converter, Expression operand) {
    return converter.convert(operand);
  }

  static Expr between(ExpressionConverter converter, Between between) {
    refuseOracle(between);
    Unhandled.ifSet("BETWEEN ASYMMETRIC", between.isUsingAsymmetric());
    return new Expr.Between(
        converter.convert(between.getLeftExpression()),
        between.isNot(),
        between.isUsingSymmetric(),
        converter.convert(between.getBetweenExpressionStart()),
        converter.convert(between.getBetweenExpressionEnd()));
  }

  static Expr in(ExpressionConverter converter, InExpression in) {
    refuseOracle(in);
    Unhandled.ifSet("GLOBAL IN", in.isGlobal());
    Expr right = converter.convert(in.getRightExpression());
    if (!(right instanceof Expr.Row row && !row.keyword()) && !(right instanceof Expr.Subquery)) {
      throw SyntaxRefusedException.unsupported("IN without a list or a query");
    }
    return new Expr.In(converter.convert(in.getLeftExpression()), in.isNot(), right);
  }

  static Expr like(ExpressionConverter converter, LikeExpression like) {
    refuseOracle(like);
    Unhandled.ifSet("LIKE BINARY", like.isUseBinary());
    String keyword =
        switch (like.getLikeKeyWord()) {
          case LIKE -> "like";
          case ILIKE -> "ilike";
          case SIMILAR_TO -> "similar to";
          default -> throw SyntaxRefusedException.unsupported(like.getLikeKeyWord().name());
        };
    return new Expr.Like(
        converter.convert(like.getLeftExpression()),
        like.isNot(),
        keyword,
        converter.convert(like.getRightExpression()),
        converter.optional(like.getEscape()));
  }

  static Expr exists(ExpressionConverter converter, ExistsExpression exists) {
    Expr plain = new Expr.Exists(converter.subquery(exists.getRightExpression()));
    return exists.isNot() ? new Expr.Not(plain) : plain;
  }

  static Expr quantified(ExpressionConverter converter, AnyComparisonExpression any) {
    if (!(any.getSelect() instanceof ParenthesedSelect select)) {
      throw SyntaxRefusedException.unsupported("ANY without a parenthesised query");
    }
    return new Expr.Quantified(
        any.getAnyType().name().toLowerCase(Locale.ROOT),
        new Expr.Subquery(converter.subquery(select)));
  }

  static Expr cast(ExpressionConverter converter, CastExpression cast) {
    Unhandled.ifSet("CAST to a row", cast.getColumnDefinitions());
    Unhandled.ifSet("CAST with FORMAT", cast.getFormat());
    if (cast.isUseCastKeyword() && !"cast".equalsIgnoreCase(cast.keyword)) {
      throw SyntaxRefusedException.unsupported(String.valueOf(cast.keyword));
    }
    Expr.Cast.Style style = Expr.Cast.Style.COLONS;
    if (cast.isUseCastKeyword()) {
      style = Expr.Cast.Style.CAST;
    } else if (cast.isImplicitCast()) {
      style = Expr.Cast.Style.PREFIX;
    }
    return new Expr.Cast(
        converter.convert(cast.getLeftExpression()), type(cast.getColDataType()), style);
  }

  static Expr atTimeZone(ExpressionConverter converter, TimezoneExpression zone) {
    Expr value = converter.convert(zone.getLeftExpression());
    for (Expression name : zone.getTimezoneExpressions()) {
      value = new Expr.AtTimeZone(value, converter.convert(name));
    }
    return value;
  }

  static Expr caseOf(ExpressionConverter converter, CaseExpression node) {
    List<Expr.When> branches = new ArrayList<>();
    for (WhenClause when : node.getWhenClauses()) {
      branches.add(
          new Expr.When(
              converter.convert(when.getWhenExpression()),
              converter.convert(when.getThenExpression())));
    }
    Expr branch =
        new Expr.Case(
            converter.optional(node.getSwitchExpression()),
            branches,
            converter.optional(node.getElseExpression()));
    return node.isUsingBrackets() ? new Expr.Row(false, List.of(branch)) : branch;
  }

  static Expr json(ExpressionConverter converter, JsonExpression json) {
    Expr value = converter.convert(json.getExpression());
    for (Map.Entry<Expression, String> step : json.getIdentList()) {
      value = new Expr.Operation(step.getValue(), value, converter.convert(step.getKey()));
    }
    return value;
  }

  static Expr array(ExpressionConverter converter, ArrayConstructor array) {
    Unhandled.ifSet("a typed array", array.getDataType());
    return new Expr.ArrayItems(array.isArrayKeyword(), converter.all(array.getExpressions()));
  }

  static Expr subscript(ExpressionConverter converter, ArrayExpression array) {
    Expr operand = converter.convert(array.getObjExpression());
    if (array.getIndexExpression() != null) {
      if (array.getIndexExpression().getClass() == RangeExpression.class) {
        throw SyntaxRefusedException.unsupported("this array slice");
      }
      Expr at = converter.convert(array.getIndexExpression());
      return at instanceof Expr.Operation range && range.operator().equals(":")
          ? new Expr.Slice(operand, Optional.of(range.left()), Optional.of(range.right()))
          : new Expr.Subscript(operand, at);
    }
    Optional<Expr> low = converter.optional(array.getStartIndexExpression());
    return new Expr.Slice(operand, low, converter.optional(array.getStopIndexExpression()));
  }
}
