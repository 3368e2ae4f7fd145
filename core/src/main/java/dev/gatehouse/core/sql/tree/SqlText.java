package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/**
 * Writes a tree back as SQL: the text of counting queries, and the proof that a parser dropped
 * nothing (its tokens must be those of the text that was read). Not safe for use by many threads.
 */
public final class SqlText {
  private final TextBuilder out = new TextBuilder();
  private final ExprText expressions = new ExprText(this, out);
  private final boolean offsetFirst;

  private SqlText(boolean offsetFirst) {
    this.offsetFirst = offsetFirst;
  }

  /** The statement's text. */
  public static String of(Statement statement) {
    return of(statement, false);
  }

  /** The statement's text, with OFFSET before LIMIT where asked. */
  public static String of(Statement statement, boolean offsetFirst) {
    SqlText text = new SqlText(offsetFirst);
    new StatementText(text, text.out).statement(statement);
    return text.out.toString();
  }

  /** The query's text. */
  public static String of(Query query) {
    SqlText text = new SqlText(false);
    text.query(query);
    return text.out.toString();
  }

  /** The expression's text. */
  public static String of(Expr expression) {
    SqlText text = new SqlText(false);
    text.expression(expression);
    return text.out.toString();
  }

  /** The text of FROM items. */
  public static String of(List<From> items) {
    SqlText text = new SqlText(false);
    text.out.commas(items, text::from);
    return text.out.toString();
  }

  void expression(Expr expression) {
    expressions.write(expression);
  }

  void orderItems(List<Expr.OrderItem> items) {
    expressions.orderItems(items);
  }

  void with(List<Query.CommonTable> tables, boolean recursive) {
    if (tables.isEmpty()) {
      return;
    }
    out.word("with").when(recursive, "recursive");
    out.commas(
        tables,
        table -> {
          out.identifier(table.name());
          columnList(table.columns());
          out.word("as").word(table.hint()).word("(");
          new StatementText(this, out).statement(table.statement());
          out.word(")");
        });
  }

  void columnList(List<Identifier> columns) {
    if (!columns.isEmpty()) {
      out.word("(");
      out.commas(columns, out::identifier);
      out.word(")");
    }
  }

  void query(Query query) {
    with(query.with(), query.recursive());
    body(query.body());
    if (!query.orderBy().isEmpty()) {
      out.word("order").word("by");
      expressions.orderItems(query.orderBy());
    }
    rowLimit(query.limit());
  }

  private void rowLimit(Query.RowLimit limit) {
    if (limit.offsetTail().equals(Query.RowLimit.COMMA)) {
      part("limit", limit.offset());
      part(Query.RowLimit.COMMA, limit.limit());
    } else if (offsetFirst || limit.fetch().isPresent()) {
      offset(limit);
      part("limit", limit.limit());
    } else {
      part("limit", limit.limit());
      offset(limit);
    }
    if (limit.fetch().isPresent()) {
      out.word(limit.fetchLead());
      expression(limit.fetch().get());
      out.word(limit.fetchTail());
    }
  }

  private void offset(Query.RowLimit limit) {
    if (limit.offset().isPresent()) {
      part("offset", limit.offset());
      out.word(limit.offsetTail());
    }
  }

  private void part(String word, Optional<Expr> value) {
    if (value.isPresent()) {
      out.word(word);
      expression(value.get());
    }
  }

  private void body(Query.Body body) {
    switch (body) {
      case Query.Select select -> select(select);
      case Query.SetOperation operation -> setOperation(operation);
      case Query.Values values -> {
        out.word("values");
        out.commas(values.rows(), row -> expressions.list("(", row, ")"));
      }
      case Query.WholeTable table -> {
        out.word("table");
        out.name(table.name());
      }
      case Query.Nested nested -> {
        out.word("(");
        query(nested.query());
        out.word(")");
      }
    }
  }

  private void setOperation(Query.SetOperation operation) {
    for (int i = 0; i < operation.branches().size(); i++) {
      if (i > 0) {
        Query.Operator operator = operation.operators().get(i - 1);
        out.word(operator.word()).word(operator.modifier());
      }
      query(operation.branches().get(i));
    }
  }

  private void select(Query.Select select) {
    out.word("select").when(select.straight(), "straight_join");
    if (select.distinct().isPresent()) {
      out.word("distinct");
      if (!select.distinct().get().on().isEmpty()) {
        out.word("on");
        expressions.list("(", select.distinct().get().on(), ")");
      }
    }
    items(select.items());
    if (!select.from().isEmpty()) {
      out.word("from");
      out.commas(select.from(), this::from);
    }
    part("where", select.where());
    if (!select.groupBy().isEmpty()) {
      out.word("group").word("by");
      boolean rollup = select.groupBy().getLast() instanceof Query.WithRollup;
      out.commas(
          select.groupBy().subList(0, select.groupBy().size() - (rollup ? 1 : 0)), this::grouping);
      out.when(rollup, "with rollup");
    }
    part("having", select.having());
    if (!select.windows().isEmpty()) {
      out.word("window");
      out.commas(
          select.windows(),
          window -> {
            out.identifier(window.name()).word("as");
            expressions.window(window.definition());
          });
    }
  }

  void items(List<Query.Item> items) {
    out.commas(
        items,
        item -> {
          expression(item.value());
          if (item.alias().isPresent()) {
            out.word("as").identifier(item.alias().get());
          }
        });
  }

  private void grouping(Query.Grouping grouping) {
    switch (grouping) {
      case Query.GroupBy plain -> expression(plain.value());
      case Query.WithRollup _ -> out.word("with rollup");
      case Query.GroupingSets sets -> {
        out.word("grouping").word("sets");
        expressions.list("(", sets.sets(), ")");
      }
    }
  }

  void from(From from) {
    switch (from) {
      case From.Relation relation -> {
        out.name(relation.name());
        out.word(relation.history());
        alias(relation.alias());
        if (relation.hint().isPresent()) {
          out.word(relation.hint().get().words());
          columnList(relation.hint().get().indexes());
        }
      }
      case From.Sampled sampled -> {
        from(sampled.relation());
        out.word(sampled.words());
      }
      case From.Derived derived -> {
        out.when(derived.lateral(), "lateral").word("(");
        query(derived.query());
        out.word(")");
        alias(derived.alias());
      }
      case From.Function function -> {
        out.when(function.lateral(), "lateral");
        expression(function.call());
        if (function.ordinality()) {
          out.word("with").word("ordinality");
        }
        alias(function.alias());
      }
      case From.Join join -> join(join);
      case From.Nested nested -> {
        out.word("(");
        from(nested.inner());
        out.word(")");
        alias(nested.alias());
      }
    }
  }

  private void join(From.Join join) {
    from(join.left());
    out.when(join.natural(), "natural");
    switch (join.kind()) {
      case INNER -> {}
      case LEFT -> out.word("left");
      case RIGHT -> out.word("right");
      case FULL -> out.word("full");
      case CROSS -> out.word("cross");
      case STRAIGHT -> {}
    }
    out.word(join.kind() == From.Join.Kind.STRAIGHT ? "straight_join" : "join");
    from(join.right());
    switch (join.condition()) {
      case From.Unconditional _ -> {}
      case From.On on -> {
        out.word("on");
        expression(on.value());
      }
      case From.Using using -> {
        out.word("using");
        columnList(using.columns());
      }
    }
  }

  private void alias(Optional<From.Alias> alias) {
    if (alias.isPresent()) {
      out.word("as").identifier(alias.get().name());
      columnList(alias.get().columns());
    }
  }
}
