package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.select.Distinct;
import net.sf.jsqlparser.statement.select.ExceptOp;
import net.sf.jsqlparser.statement.select.Fetch;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.IntersectOp;
import net.sf.jsqlparser.statement.select.LateralSubSelect;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperation;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableStatement;
import net.sf.jsqlparser.statement.select.UnionOp;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** Turns queries into our tree. */
final class QueryConverter {
  private final StatementConverter statements;
  private final NodeBudget budget;
  private final Grammar grammar;
  private final Names names;
  private final ExpressionConverter expressions;
  private final FromConverter froms;

  QueryConverter(StatementConverter statements, NodeBudget budget, Grammar grammar) {
    this.grammar = grammar;
    this.names = grammar.names();
    this.statements = statements;
    this.budget = budget;
    this.expressions = new ExpressionConverter(this);
    this.froms = new FromConverter(this);
  }

  NodeBudget budget() {
    return budget;
  }

  Grammar grammar() {
    return grammar;
  }

  Names names() {
    return names;
  }

  ExpressionConverter expressions() {
    return expressions;
  }

  FromConverter froms() {
    return froms;
  }

  /** The query between the parentheses of a subselect, which has nothing else to say. */
  Query inside(ParenthesedSelect select) {
    if (select.getClass() != ParenthesedSelect.class
        && select.getClass() != LateralSubSelect.class) {
      throw SyntaxRefusedException.unsupported(Readable.name(select.getClass()));
    }
    boolean bare =
        isEmpty(select.getWithItemsList())
            && isEmpty(select.getOrderByElements())
            && select.getLimit() == null
            && select.getOffset() == null
            && select.getFetch() == null;
    refuseForeign(select);
    return bare ? query(select.getSelect()) : query(select);
  }

  /** Any query. */
  Query query(Select select) {
    budget.take();
    refuseForeign(select);
    List<Query.CommonTable> with = with(select.getWithItemsList());
    return new Query(
        with,
        recursive(select.getWithItemsList()),
        body(select),
        orderBy(select.getOrderByElements()),
        rowLimit(select));
  }

  private Query.Body body(Select select) {
    Class<?> type = select.getClass();
    if (type == PlainSelect.class) {
      return plain((PlainSelect) select);
    }
    if (type == SetOperationList.class) {
      return setOperation((SetOperationList) select);
    }
    if (type == ParenthesedSelect.class) {
      return new Query.Nested(query(((ParenthesedSelect) select).getSelect()));
    }
    if (type == Values.class) {
      return values((Values) select);
    }
    if (type == TableStatement.class) {
      TableStatement table = (TableStatement) select;
      Unhandled.ifSet("an alias after TABLE", table.getTable().getAlias());
      return new Query.WholeTable(froms.relation(table.getTable()).name());
    }
    throw SyntaxRefusedException.unsupported(Readable.name(type));
  }

  private Query.Body values(Values values) {
    Unhandled.ifSet("an alias after VALUES", values.getAlias());
    ExpressionList<Expression> list = values.getExpressions();
    List<List<Expr>> rows = new ArrayList<>();
    if (list instanceof ParenthesedExpressionList) {
      rows.add(expressions.all(list));
    } else {
      for (Expression row : list) {
        if (!(row instanceof ParenthesedExpressionList<?> items)
            || row.getClass() != ParenthesedExpressionList.class) {
          throw SyntaxRefusedException.unsupported("VALUES without parentheses");
        }
        rows.add(expressions.all(items));
      }
    }
    return new Query.Values(rows);
  }

  private Query.Body setOperation(SetOperationList list) {
    List<Query.Operator> operators = new ArrayList<>();
    for (SetOperation operation : list.getOperations()) {
      String word;
      if (operation.getClass() == UnionOp.class) {
        word = "union";
      } else if (operation.getClass() == IntersectOp.class) {
        word = "intersect";
      } else if (operation.getClass() == ExceptOp.class) {
        word = "except";
      } else {
        throw SyntaxRefusedException.unsupported(Readable.name(operation.getClass()));
      }
      String modifier = operation.getModifier() == null ? "" : operation.getModifier();
      if (!modifier.isEmpty()
          && !modifier.equalsIgnoreCase("all")
          && !modifier.equalsIgnoreCase("distinct")) {
        throw SyntaxRefusedException.unsupported(word + " " + modifier);
      }
      operators.add(new Query.Operator(word, modifier.toLowerCase(Locale.ROOT)));
    }
    List<Query> branches = list.getSelects().stream().map(this::query).toList();
    if (branches.size() != operators.size() + 1) {
      throw SyntaxRefusedException.unsupported("this set operation");
    }
    return new Query.SetOperation(branches, operators);
  }

  private Query.Body plain(PlainSelect select) {
    ForeignClauses.refuse(select);
    Optional<Query.Distinctness> distinct = Optional.empty();
    Distinct written = select.getDistinct();
    if (written != null) {
      Unhandled.ifSet("UNIQUE", written.isUseUnique());
      Unhandled.ifSet("DISTINCTROW", written.isUseDistinctRow());
      List<SelectItem<?>> on = written.getOnSelectItems();
      distinct =
          Optional.of(
              new Query.Distinctness(
                  on == null ? List.of() : on.stream().map(this::unlabelled).toList()));
    }
    List<From> from = froms.items(select.getFromItem(), select.getJoins());
    return new Query.Select(
        straight(select),
        distinct,
        items(select.getSelectItems()),
        from,
        expressions.optional(select.getWhere()),
        groupBy(select.getGroupBy()),
        expressions.optional(select.getHaving()),
        windows(select.getWindowDefinitions()));
  }

  private boolean straight(PlainSelect select) {
    if (!grammar.hintsPlans()) {
      Unhandled.ifSet("STRAIGHT_JOIN", select.getMySqlHintStraightJoin());
    }
    return select.getMySqlHintStraightJoin();
  }

  private Expr unlabelled(SelectItem<?> item) {
    Unhandled.ifSet("a label in DISTINCT ON", item.getAlias());
    return expressions.convert(item.getExpression());
  }

  List<Query.Item> items(@Nullable List<SelectItem<?>> items) {
    return orEmpty(items).stream().map(this::item).toList();
  }

  private Query.Item item(SelectItem<?> item) {
    Alias alias = item.getAlias();
    Optional<Identifier> label = Optional.empty();
    if (alias != null) {
      Unhandled.ifSet("columns after a label", alias.getAliasColumns());
      label = Optional.of(names.label(alias.getName()));
    }
    return new Query.Item(expressions.convert(item.getExpression()), label);
  }

  private List<Query.Grouping> groupBy(@Nullable GroupByElement group) {
    if (group == null) {
      return List.of();
    }
    Unhandled.ifSet("ASC or DESC in GROUP BY", group.hasGroupBySortDirections());
    List<Query.Grouping> items = new ArrayList<>();
    ExpressionList<Expression> plain = group.getGroupByExpressionList();
    if (plain instanceof ParenthesedExpressionList) {
      items.add(new Query.GroupBy(new Expr.Row(false, expressions.all(plain))));
    } else if (plain != null) {
      for (Expression item : plain) {
        items.add(new Query.GroupBy(expressions.convert(item)));
      }
    }
    List<ExpressionList<Expression>> sets = group.getGroupingSets();
    if (!isEmpty(sets)) {
      items.add(
          new Query.GroupingSets(
              sets.stream()
                  .map(
                      set ->
                          set instanceof ParenthesedExpressionList
                              ? new Expr.Row(false, expressions.all(set))
                              : expressions.only(set))
                  .toList()));
    }
    if (group.isMysqlWithRollup()) {
      items.add(new Query.WithRollup());
    }
    return items;
  }

  private List<Query.NamedWindow> windows(@Nullable List<WindowDefinition> windows) {
    return orEmpty(windows).stream()
        .map(
            window ->
                new Query.NamedWindow(
                    names.name(window.getWindowName()), expressions.calls().definition(window)))
        .toList();
  }

  List<Expr.OrderItem> orderBy(@Nullable List<OrderByElement> items) {
    return orEmpty(items).stream().map(this::orderItem).toList();
  }

  private Expr.OrderItem orderItem(OrderByElement item) {
    Unhandled.ifSet("WITH FILL", item.getWithFill());
    Unhandled.ifSet("WITH ROLLUP", item.isMysqlWithRollup());
    String tail = item.isAscDescPresent() ? "asc" : "";
    if (!item.isAsc()) {
      tail = "desc";
    }
    OrderByElement.NullOrdering nulls = item.getNullOrdering();
    if (nulls != null) {
      tail += nulls == OrderByElement.NullOrdering.NULLS_FIRST ? " nulls first" : " nulls last";
    }
    return new Expr.OrderItem(expressions.convert(item.getExpression()), tail.strip());
  }

  private Query.RowLimit rowLimit(Select select) {
    Limit limit = select.getLimit();
    Optional<Expr> rows = Optional.empty();
    if (limit != null) {
      Unhandled.ifSet("LIMIT BY", limit.getByExpressions());
      rows = expressions.optional(limit.getRowCount());
    }
    Optional<Expr> offset = Optional.empty();
    String offsetTail = "";
    if (limit != null && limit.getOffset() != null) {
      Unhandled.ifSet("LIMIT with two numbers and OFFSET", select.getOffset());
      offset = expressions.optional(limit.getOffset());
      offsetTail = Query.RowLimit.COMMA;
    } else if (select.getOffset() != null) {
      offset = expressions.optional(select.getOffset().getOffset());
      String word = select.getOffset().getOffsetParam();
      offsetTail = word == null ? "" : word;
    }
    Fetch fetch = select.getFetch();
    if (fetch == null) {
      return new Query.RowLimit(rows, offset, offsetTail, Optional.empty(), "", "");
    }
    Unhandled.ifSet("a parameter", fetch.getFetchJdbcParameter());
    return new Query.RowLimit(
        rows,
        offset,
        offsetTail,
        expressions.optional(fetch.getExpression()),
        fetch.isFetchParamFirst() ? "fetch first" : "fetch next",
        String.join(" ", fetch.getFetchParameters()));
  }

  List<Query.CommonTable> with(@Nullable List<WithItem<?>> items) {
    return orEmpty(items).stream().map(this::commonTable).toList();
  }

  static boolean recursive(@Nullable List<WithItem<?>> items) {
    List<WithItem<?>> present = orEmpty(items);
    return !present.isEmpty() && present.getFirst().isRecursive();
  }

  private Query.CommonTable commonTable(WithItem<?> item) {
    Unhandled.ifSet("a function in WITH", item.getWithFunctionDeclaration());
    Unhandled.ifSet("SEARCH", item.getSearchClause());
    Unhandled.ifSet("CYCLE", item.getCycleClause());
    Unhandled.ifSet("columns after a name in WITH", item.getAlias().getAliasColumns());
    List<Identifier> columns = new ArrayList<>();
    for (SelectItem<?> column : orEmpty(item.getWithItemList())) {
      if (column.getAlias() != null
          || !(expressions.convert(column.getExpression()) instanceof Expr.Name name)
          || name.parts().size() != 1) {
        throw SyntaxRefusedException.unsupported("this column list in WITH");
      }
      columns.add(name.last());
    }
    String hint = item.isMaterialized() ? "materialized" : "";
    if (item.isUsingNot()) {
      hint = ("not " + hint).strip();
    }
    return new Query.CommonTable(
        names.relation(item.getAlias().getName()), columns, hint, statements.inside(item));
  }

  private static void refuseForeign(Select select) {
    Unhandled.ifSet("ORDER SIBLINGS BY", select.isOracleSiblings());
    Unhandled.ifSet("FOR UPDATE", select.getForMode());
    Unhandled.ifSet("FOR UPDATE", select.getForUpdate());
    Unhandled.ifSet("FOR UPDATE OF", select.getForUpdateTable());
    Unhandled.ifSet("FOR XML or FOR JSON", select.getForClause());
    Unhandled.ifSet("NOWAIT", select.isNoWait());
    Unhandled.ifSet("SKIP LOCKED", select.isSkipLocked());
    Unhandled.ifSet("WAIT", select.getWait());
    Unhandled.ifSet("OPTION", select.getOption());
    Unhandled.ifSet("INTERPOLATE", select.getInterpolate());
    Unhandled.ifSet("LIMIT BY", select.getLimitBy());
    Unhandled.ifSet("an isolation clause", select.getIsolation());
    Unhandled.ifSet("PROCEDURE ANALYSE", select.getMySqlProcedureAnalyse());
    Unhandled.ifSet("PIVOT", select.getPivot());
    Unhandled.ifSet("UNPIVOT", select.getUnPivot());
  }

  static boolean isEmpty(@Nullable List<?> list) {
    return list == null || list.isEmpty();
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
