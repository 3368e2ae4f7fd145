package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.WindowElement;
import net.sf.jsqlparser.expression.WindowOffset;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.NamedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** Turns calls, aggregates and windows into our tree. */
final class CallConverter {
  private final QueryConverter queries;

  CallConverter(QueryConverter queries) {
    this.queries = queries;
  }

  private ExpressionConverter expressions() {
    return queries.expressions();
  }

  Expr call(Function call) {
    refuseForeign(call);
    String name = call.getName().toLowerCase(Locale.ROOT);
    List<? extends Expression> parameters =
        call.getParameters() == null ? List.of() : call.getParameters();
    if (name.equals("array")) {
      if (parameters.size() != 1 || !(parameters.getFirst() instanceof Select select)) {
        throw SyntaxRefusedException.unsupported("ARRAY of this expression");
      }
      return new Expr.ArrayQuery(queries.query(select));
    }
    if (name.equals("any") || name.equals("some") || name.equals("all")) {
      if (call.isDistinct() || !QueryConverter.isEmpty(call.getOrderByElements())) {
        throw SyntaxRefusedException.unsupported(name + " with DISTINCT or ORDER BY");
      }
      if (call.getParameters() instanceof ParenthesedExpressionList) {
        throw SyntaxRefusedException.unsupported("double parentheses after " + name);
      }
      return new Expr.Quantified(name, expressions().only(parameters));
    }
    List<Expr.Argument> arguments = arguments(call);
    if (name.equals("row")) {
      return new Expr.Row(true, arguments.stream().map(Expr.Argument::value).toList());
    }
    return new Expr.Call(
        queries.names().routine(call.getMultipartName()),
        call.isDistinct(),
        arguments,
        queries.orderBy(call.getOrderByElements()),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** A call whose first argument is converted already. */
  Expr callAfter(Expr first, Function call) {
    Expr whole = call(withoutFirst(call));
    if (!(whole instanceof Expr.Call plain) || plain.distinct() || !plain.orderBy().isEmpty()) {
      throw SyntaxRefusedException.unsupported("this call");
    }
    List<Expr.Argument> arguments = new ArrayList<>(List.of(new Expr.Argument("", first)));
    arguments.addAll(plain.arguments());
    return new Expr.Call(
        plain.name(), false, arguments, List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  private static Function withoutFirst(Function call) {
    ExpressionList<Expression> rest = new ExpressionList<>();
    rest.addAll(call.getParameters().subList(1, call.getParameters().size()));
    Function shorter = new Function();
    shorter.setName(call.getMultipartName());
    shorter.setParameters(rest);
    return shorter;
  }

  private List<Expr.Argument> arguments(Function call) {
    List<Expr.Argument> arguments = new ArrayList<>();
    ExpressionList<?> plain = call.getParameters();
    if (plain instanceof ParenthesedExpressionList) {
      arguments.add(new Expr.Argument("", new Expr.Row(false, expressions().all(plain))));
    } else if (plain != null) {
      for (Expression item : plain) {
        arguments.add(new Expr.Argument("", expressions().convert(item)));
      }
    }
    NamedExpressionList<?> named = call.getNamedParameters();
    if (named != null) {
      for (int i = 0; i < named.size(); i++) {
        String lead = named.getNames().get(i).toLowerCase(Locale.ROOT);
        if (lead.contains("=")) {
          throw SyntaxRefusedException.unsupported("arguments by name");
        }
        arguments.add(new Expr.Argument(lead, expressions().convert(named.get(i))));
      }
    }
    for (Function.KeywordArgument keyword : QueryConverter.orEmpty(call.getKeywordArguments())) {
      boolean separator =
          keyword.getKeyword().equalsIgnoreCase(Expr.Argument.SEPARATOR)
              && keyword.getExpression().getClass() == StringValue.class
              && arguments.stream().allMatch(argument -> argument.lead().isEmpty());
      if (!separator) {
        throw SyntaxRefusedException.unsupported("a keyword inside a call");
      }
      arguments.add(
          new Expr.Argument(
              Expr.Argument.SEPARATOR, expressions().convert(keyword.getExpression())));
    }
    return arguments;
  }

  private static void refuseForeign(Function call) {
    Unhandled.ifSet("IGNORE NULLS", call.getNullHandling());
    Unhandled.ifSet("IGNORE NULLS", call.isIgnoreNullsOutside());
    Unhandled.ifSet("LIMIT inside a call", call.getLimit());
    Unhandled.ifSet("HAVING inside a call", call.getHavingClause());
    Unhandled.ifSet("UNIQUE inside a call", call.isUnique());
    Unhandled.ifSet("a call after a call", call.getChainedParameters());
    Unhandled.ifSet("the {fn} escape", call.isEscaped());
    Unhandled.ifSet("an attribute of a call", call.getAttribute());
    Unhandled.ifSet("KEEP", call.getKeep());
    Unhandled.ifSet("a keyword inside a call", call.getExtraKeyword());
    Unhandled.ifSet("ON OVERFLOW", call.getOnOverflowTruncate());
  }

  Expr analytic(AnalyticExpression call) {
    Unhandled.ifSet("IGNORE NULLS", call.getNullHandling());
    Unhandled.ifSet("IGNORE NULLS", call.isIgnoreNulls() || call.isIgnoreNullsOutside());
    Unhandled.ifSet("LIMIT inside a call", call.getLimit());
    Unhandled.ifSet("HAVING inside a call", call.getHavingClause());
    Unhandled.ifSet("UNIQUE inside a call", call.isUnique());
    Unhandled.ifSet("KEEP", call.getKeep());
    Unhandled.ifSet("a keyword inside a call", call.getKeywordArguments());
    Unhandled.ifSet("ON OVERFLOW", call.getOnOverflowTruncate());
    Unhandled.ifSet("PARTITION BY in parentheses", call.isPartitionByBrackets());
    List<Expr.Argument> arguments = new ArrayList<>();
    for (Expression argument :
        Arrays.asList(call.getExpression(), call.getOffset(), call.getDefaultValue())) {
      if (argument != null) {
        arguments.add(new Expr.Argument("", expressions().convert(argument)));
      }
    }
    if (arguments.isEmpty() && call.isAllColumns()) {
      arguments.add(new Expr.Argument("", new Expr.Star(List.of())));
    }
    AnalyticType type = call.getType();
    if (type == AnalyticType.WITHIN_GROUP_OVER) {
      throw SyntaxRefusedException.unsupported("WITHIN GROUP with OVER");
    }
    boolean within = type == AnalyticType.WITHIN_GROUP;
    return new Expr.Call(
        queries.names().routine(List.of(call.getName().split("\\."))),
        call.isDistinct(),
        arguments,
        queries.orderBy(call.getFuncOrderBy()),
        within ? queries.orderBy(call.getOrderByElements()) : List.of(),
        expressions().optional(call.getFilterExpression()),
        type == AnalyticType.OVER ? Optional.of(over(call)) : Optional.empty());
  }

  private Expr.Window over(AnalyticExpression call) {
    if (call.getWindowName() != null) {
      return new Expr.Window(
          Optional.of(queries.names().name(call.getWindowName())),
          false,
          List.of(),
          List.of(),
          Optional.empty());
    }
    return window(
        call.getPartitionExpressionList(),
        call.getOrderByElements() == null ? List.of() : queries.orderBy(call.getOrderByElements()),
        call.getWindowElement());
  }

  /** A window of the WINDOW clause. */
  Expr.Window definition(WindowDefinition window) {
    return window(
        window.getPartitionExpressionList(),
        queries.orderBy(window.getOrderByElements()),
        window.getWindowElement());
  }

  private Expr.Window window(
      @Nullable ExpressionList<?> partitionBy,
      List<Expr.OrderItem> orderBy,
      @Nullable WindowElement frame) {
    return new Expr.Window(
        Optional.empty(),
        true,
        expressions().all(partitionBy),
        orderBy,
        frame == null ? Optional.empty() : Optional.of(frame(frame)));
  }

  private Expr.Frame frame(WindowElement frame) {
    String exclusion =
        frame.getExclusion() == null
            ? ""
            : "exclude " + frame.getExclusion().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String unit = frame.getType().name().toLowerCase(Locale.ROOT);
    if (frame.getRange() != null) {
      return new Expr.Frame(
          unit,
          bound(frame.getRange().getStart()),
          Optional.of(bound(frame.getRange().getEnd())),
          exclusion);
    }
    return new Expr.Frame(unit, bound(frame.getOffset()), Optional.empty(), exclusion);
  }

  private Expr.Bound bound(WindowOffset offset) {
    String words =
        switch (offset.getType()) {
          case CURRENT -> "current row";
          case PRECEDING -> "preceding";
          case FOLLOWING -> "following";
          case EXPR -> throw SyntaxRefusedException.unsupported("this window frame");
        };
    Optional<Expr> distance = expressions().optional(offset.getExpression());
    boolean unbounded = distance.isEmpty() && offset.getType() != WindowOffset.Type.CURRENT;
    return new Expr.Bound(distance, unbounded ? "unbounded " + words : words);
  }

  Expr trim(TrimFunction trim) {
    Optional<String> side =
        trim.getTrimSpecification() == null
            ? Optional.empty()
            : Optional.of(trim.getTrimSpecification().name().toLowerCase(Locale.ROOT));
    String separator = "";
    if (trim.getFromExpression() != null) {
      separator = trim.isUsingFromKeyword() ? "from" : ",";
    }
    return new Expr.Trim(
        side,
        expressions().optional(trim.getExpression()),
        separator,
        expressions().optional(trim.getFromExpression()));
  }
}
