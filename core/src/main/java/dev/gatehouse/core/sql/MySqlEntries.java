package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.MySqlForm;
import dev.gatehouse.core.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.ArrayConstructor;
import net.sf.jsqlparser.expression.ArrayExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateUnitExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.JsonAggregateFunction;
import net.sf.jsqlparser.expression.JsonFunction;
import net.sf.jsqlparser.expression.JsonFunctionExpression;
import net.sf.jsqlparser.expression.JsonKeyValuePair;
import net.sf.jsqlparser.expression.OracleNamedFunctionParameter;
import net.sf.jsqlparser.expression.OverlapsCondition;
import net.sf.jsqlparser.expression.RowGetExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimezoneExpression;
import net.sf.jsqlparser.expression.TranscodingFunction;
import net.sf.jsqlparser.expression.operators.arithmetic.IntegerDivision;
import net.sf.jsqlparser.expression.operators.conditional.XorExpression;
import net.sf.jsqlparser.expression.operators.relational.ContainedBy;
import net.sf.jsqlparser.expression.operators.relational.Contains;
import net.sf.jsqlparser.expression.operators.relational.CosineSimilarity;
import net.sf.jsqlparser.expression.operators.relational.DoubleAnd;
import net.sf.jsqlparser.expression.operators.relational.FullTextSearch;
import net.sf.jsqlparser.expression.operators.relational.GeometryDistance;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.Matches;
import net.sf.jsqlparser.expression.operators.relational.RegExpMatchOperator;
import net.sf.jsqlparser.schema.Column;

/** What the parser's expression classes become where MariaDB and MySQL mean them otherwise. */
final class MySqlEntries {
  /** Classes that PostgreSQL alone has. */
  static final Set<Class<?>> ABSENT =
      Set.of(
          ArrayConstructor.class,
          ArrayExpression.class,
          RowGetExpression.class,
          TimezoneExpression.class,
          OracleNamedFunctionParameter.class,
          RegExpMatchOperator.class,
          Contains.class,
          ContainedBy.class,
          DoubleAnd.class,
          Matches.class,
          GeometryDistance.class,
          OverlapsCondition.class);

  static final Map<Class<?>, ExpressionEntries.Entry> ALL =
      Map.ofEntries(
          Map.entry(
              CosineSimilarity.class,
              (c, e) -> {
                BinaryExpression nullSafe = (BinaryExpression) e;
                return new Expr.Comparison(
                    "<=>",
                    c.convert(nullSafe.getLeftExpression()),
                    c.convert(nullSafe.getRightExpression()));
              }),
          Map.entry(XorExpression.class, (c, e) -> operation("xor", c, (BinaryExpression) e)),
          Map.entry(IntegerDivision.class, (c, e) -> operation("div", c, (BinaryExpression) e)),
          Map.entry(LikeExpression.class, (c, e) -> like(c, (LikeExpression) e)),
          Map.entry(IntervalExpression.class, (c, e) -> interval(c, (IntervalExpression) e)),
          Map.entry(TranscodingFunction.class, (c, e) -> transcode(c, (TranscodingFunction) e)),
          Map.entry(CastExpression.class, (c, e) -> cast(c, (CastExpression) e)),
          Map.entry(Function.class, (c, e) -> call(c, (Function) e)),
          Map.entry(JsonFunction.class, (c, e) -> json(c, (JsonFunction) e)),
          Map.entry(JsonAggregateFunction.class, (c, e) -> json(c, (JsonAggregateFunction) e)),
          Map.entry(FullTextSearch.class, (c, e) -> match(c, (FullTextSearch) e)));

  private static final Set<String> TAKE_UNITS = Set.of("timestampadd", "timestampdiff");

  private MySqlEntries() {}

  private static Expr operation(String operator, ExpressionConverter c, BinaryExpression e) {
    return new Expr.Operation(
        operator, c.convert(e.getLeftExpression()), c.convert(e.getRightExpression()));
  }

  private static Expr like(ExpressionConverter converter, LikeExpression like) {
    ShapeEntries.refuseOracle(like);
    Unhandled.ifSet("LIKE BINARY", like.isUseBinary());
    String keyword =
        switch (like.getLikeKeyWord()) {
          case LIKE -> "like";
          case REGEXP -> "regexp";
          case RLIKE -> "rlike";
          default -> throw SyntaxRefusedException.unsupported(like.getLikeKeyWord().name());
        };
    return new Expr.Like(
        converter.convert(like.getLeftExpression()),
        like.isNot(),
        keyword,
        converter.convert(like.getRightExpression()),
        converter.optional(like.getEscape()));
  }

  /** {@code interval n + 1 day} comes as {@code interval (n + (1 day))}; the words are the same. */
  private static Expr interval(ExpressionConverter converter, IntervalExpression interval) {
    Expr amount =
        interval.getExpression() != null
            ? converter.convert(interval.getExpression())
            : parameter(converter, interval.getParameter());
    String unit = "";
    if (interval.getIntervalQualifier() != null) {
      unit = interval.getIntervalQualifier().toString();
    } else if (interval.getIntervalType() != null) {
      unit = interval.getIntervalType();
    }
    return new MySqlForm.Interval(interval.isUsingIntervalKeyword(), amount, unit).asExpr();
  }

  private static Expr parameter(ExpressionConverter converter, String written) {
    if (written.startsWith("'")) {
      return converter.convert(new StringValue(written));
    }
    if (!written.matches("[0-9]+(\\.[0-9]*)?")) {
      throw SyntaxRefusedException.unsupported("INTERVAL of this amount");
    }
    return new Expr.Literal(Expr.Literal.Kind.NUMBER, written);
  }

  private static Expr transcode(ExpressionConverter converter, TranscodingFunction convert) {
    if (!convert.isTranscodeStyle()) {
      throw SyntaxRefusedException.unsupported("CONVERT to a type, which CAST does as well,");
    }
    return new MySqlForm.Transcode(
            converter.convert(convert.getExpression()), convert.getTranscodingName())
        .asExpr();
  }

  /** Other words of the type are in its text, and the type must be a known one. */
  private static Expr cast(ExpressionConverter converter, CastExpression cast) {
    if (!cast.isUseCastKeyword() || !"cast".equalsIgnoreCase(cast.keyword)) {
      throw SyntaxRefusedException.unsupported("a conversion that is not written as CAST");
    }
    String spelling = cast.getColDataType().toString();
    String word = cast.getColDataType().getDataType().replaceAll("\\([^)]*\\)", " ").strip();
    return new Expr.Cast(
        converter.convert(cast.getLeftExpression()),
        new TypeName(word.toLowerCase(Locale.ROOT).replaceAll("\\s+", " "), spelling),
        Expr.Cast.Style.CAST);
  }

  private static Expr call(ExpressionConverter converter, Function call) {
    List<? extends Expression> parameters =
        call.getParameters() == null ? List.of() : call.getParameters();
    if (call.getName().equalsIgnoreCase("char") && call.getKeywordArguments() != null) {
      return characters(converter, call);
    }
    boolean unit =
        TAKE_UNITS.contains(call.getName().toLowerCase(Locale.ROOT))
            && !parameters.isEmpty()
            && parameters.getFirst() instanceof DateUnitExpression;
    return unit
        ? converter
            .calls()
            .callAfter(new MySqlForm.Unit(parameters.getFirst().toString()).asExpr(), call)
        : converter.calls().call(call);
  }

  /** {@code char(n, … using utf8mb4)}; other words in it are refused. */
  private static Expr characters(ExpressionConverter converter, Function call) {
    List<Function.KeywordArgument> words = call.getKeywordArguments();
    if (words.size() != 1
        || !words.getFirst().getKeyword().equalsIgnoreCase("using")
        || !(words.getFirst().getExpression() instanceof Column charset)
        || !charset.getFullyQualifiedName().matches("[A-Za-z][A-Za-z0-9]*")) {
      throw SyntaxRefusedException.unsupported("this form of CHAR");
    }
    call.setKeywordArguments(null);
    if (!(converter.calls().call(call) instanceof Expr.Call plain)
        || plain.distinct()
        || !plain.orderBy().isEmpty()) {
      throw SyntaxRefusedException.unsupported("this form of CHAR");
    }
    return new MySqlForm.Characters(
            plain.arguments().stream().map(Expr.Argument::value).toList(),
            charset.getFullyQualifiedName())
        .asExpr();
  }

  /** {@code json_arrayagg(v)} and {@code json_objectagg(k, v)}; other words in them are refused. */
  private static Expr json(ExpressionConverter converter, JsonAggregateFunction json) {
    return switch (json.getType()) {
      case ARRAY ->
          plainCall(converter, "json_arrayagg", List.of(converter.convert(json.getExpression())));
      case MYSQL_OBJECT ->
          plainCall(
              converter,
              "json_objectagg",
              List.of(part(converter, json.getKey()), part(converter, json.getValue())));
      default -> throw SyntaxRefusedException.unsupported("this form of a JSON aggregate");
    };
  }

  /**
   * {@code json_object(k, v, …)}, {@code json_array(…)}, and {@code json_value(document, path)} and
   * the like; other words in them are refused.
   */
  private static Expr json(ExpressionConverter converter, JsonFunction json) {
    List<Expr> arguments = new ArrayList<>();
    for (JsonKeyValuePair pair : json.getKeyValuePairs()) {
      arguments.add(part(converter, pair.getKey()));
      arguments.add(part(converter, pair.getValue()));
    }
    if (json.getInputExpression() != null) {
      arguments.add(converter.convert(json.getInputExpression().getExpression()));
      arguments.add(converter.convert(json.getJsonPathExpression()));
    }
    for (JsonFunctionExpression item : json.getExpressions()) {
      arguments.add(converter.convert(item.getExpression()));
    }
    return plainCall(
        converter, "json_" + json.getType().name().toLowerCase(Locale.ROOT), arguments);
  }

  private static Expr part(ExpressionConverter converter, Object part) {
    if (part instanceof Expression expression) {
      return converter.convert(expression);
    }
    if (part instanceof String text && text.startsWith("'")) {
      return converter.convert(new StringValue(text));
    }
    throw SyntaxRefusedException.unsupported("this part of a JSON function");
  }

  private static Expr plainCall(ExpressionConverter converter, String name, List<Expr> values) {
    return new Expr.Call(
        converter.names().routine(List.of(name)),
        false,
        values.stream().map(value -> new Expr.Argument("", value)).toList(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Expr match(ExpressionConverter converter, FullTextSearch search) {
    return new MySqlForm.Match(
            converter.all(search.getMatchColumns()),
            converter.convert(search.getAgainstValue()),
            search.getSearchModifier() == null ? "" : search.getSearchModifier())
        .asExpr();
  }
}
