package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.LateralSubSelect;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.SampleClause;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.Values;
import org.jspecify.annotations.Nullable;

/** Turns FROM items and joins into our tree. */
final class FromConverter {
  private final QueryConverter queries;

  FromConverter(QueryConverter queries) {
    this.queries = queries;
  }

  /** FROM with its joins: the items that commas separate, each with the joins that follow it. */
  List<From> items(@Nullable FromItem first, @Nullable List<Join> joins) {
    if (first == null) {
      Unhandled.ifSet("a join without a first relation", joins);
      return List.of();
    }
    List<From> items = new ArrayList<>();
    From current = item(first);
    for (Join join : joins == null ? List.<Join>of() : joins) {
      refuseForeign(join);
      if (join.isSimple()) {
        Unhandled.ifSet("a comma join with a condition", join.getOnExpressions());
        Unhandled.ifSet("a comma join with a condition", join.getUsingColumns());
        items.add(current);
        current = item(join.getFromItem());
      } else {
        current = join(current, join);
      }
    }
    items.add(current);
    return List.copyOf(items);
  }

  private From join(From left, Join join) {
    From right = item(join.getFromItem());
    From.Condition condition = condition(join);
    boolean conditional = !(condition instanceof From.Unconditional);
    if (!queries.grammar().joinsNeedConditions()) {
      if (conditional && join.isNatural()) {
        throw SyntaxRefusedException.unsupported("a condition on a NATURAL JOIN");
      }
    } else if (join.isCross() || join.isNatural()) {
      if (conditional) {
        throw SyntaxRefusedException.unsupported("a condition on a CROSS or NATURAL JOIN");
      }
    } else if (!conditional) {
      throw SyntaxRefusedException.unsupported("JOIN without ON or USING");
    }
    return new From.Join(left, kind(join), join.isNatural(), right, condition);
  }

  private From.Condition condition(Join join) {
    List<Expression> conditions = List.copyOf(join.getOnExpressions());
    List<Column> using = join.getUsingColumns();
    if (conditions.size() > 1 || !conditions.isEmpty() && using != null && !using.isEmpty()) {
      throw SyntaxRefusedException.unsupported("joins whose ON clauses follow one another");
    }
    if (!conditions.isEmpty()) {
      return new From.On(queries.expressions().convert(conditions.getFirst()));
    }
    if (using != null && !using.isEmpty()) {
      return new From.Using(
          using.stream()
              .map(
                  column -> {
                    List<Identifier> parts = queries.names().column(column);
                    if (parts.size() != 1) {
                      throw SyntaxRefusedException.unsupported("a qualified name in USING");
                    }
                    return parts.getFirst();
                  })
              .toList());
    }
    return new From.Unconditional();
  }

  private static From.Join.Kind kind(Join join) {
    if (join.isCross()) {
      return From.Join.Kind.CROSS;
    }
    if (join.isStraight()) {
      return From.Join.Kind.STRAIGHT;
    }
    if (join.isLeft()) {
      return From.Join.Kind.LEFT;
    }
    if (join.isRight()) {
      return From.Join.Kind.RIGHT;
    }
    return join.isFull() ? From.Join.Kind.FULL : From.Join.Kind.INNER;
  }

  private static void refuseForeign(Join join) {
    Unhandled.ifSet("ASOF JOIN", join.isAsOf());
    Unhandled.ifSet("APPLY", join.isApply());
    Unhandled.ifSet("JOIN FETCH", join.isFetch());
    Unhandled.ifSet("SEMI JOIN", join.isSemi());
    Unhandled.ifSet("ANY JOIN", join.isAny());
    Unhandled.ifSet("ALL JOIN", join.isAll());
    Unhandled.ifSet("GLOBAL JOIN", join.isGlobal());
    Unhandled.ifSet("ARRAY JOIN", join.isArray());
    Unhandled.ifSet("a windowed join", join.isWindowJoin());
    Unhandled.ifSet("a join hint", join.getJoinHint());
  }

  From item(FromItem item) {
    queries.budget().take();
    Unhandled.ifSet("PIVOT", item.getPivot());
    Unhandled.ifSet("UNPIVOT", item.getUnPivot());
    if (item.getClass() == Table.class) {
      return sampled((Table) item);
    }
    Unhandled.ifSet("TABLESAMPLE", item.getSampleClause());
    if (item.getClass() == ParenthesedSelect.class) {
      ParenthesedSelect select = (ParenthesedSelect) item;
      return new From.Derived(false, queries.inside(select), alias(select.getAlias()));
    }
    if (item.getClass() == LateralSubSelect.class) {
      LateralSubSelect select = (LateralSubSelect) item;
      if (!"lateral".equalsIgnoreCase(select.getPrefix())) {
        throw SyntaxRefusedException.unsupported(select.getPrefix());
      }
      return new From.Derived(true, queries.inside(select), alias(select.getAlias()));
    }
    if (item.getClass() == TableFunction.class) {
      return function((TableFunction) item);
    }
    if (item.getClass() == ParenthesedFromItem.class) {
      return nested((ParenthesedFromItem) item);
    }
    throw SyntaxRefusedException.unsupported(Readable.name(item.getClass()) + " in FROM");
  }

  private From nested(ParenthesedFromItem item) {
    if (item.getFromItem() instanceof Values values
        && values.getAlias() == null
        && (item.getJoins() == null || item.getJoins().isEmpty())) {
      return new From.Derived(false, queries.query(values), alias(item.getAlias()));
    }
    List<From> inner = items(item.getFromItem(), item.getJoins());
    if (inner.size() != 1) {
      throw SyntaxRefusedException.unsupported("a comma inside a parenthesised join");
    }
    return new From.Nested(inner.getFirst(), alias(item.getAlias()));
  }

  private From function(TableFunction function) {
    Unhandled.ifSet("ROWS FROM", function.isRowsFrom());
    String prefix = function.getPrefix() == null ? "" : function.getPrefix();
    String tail = function.getWithClause() == null ? "" : function.getWithClause();
    if (!prefix.isEmpty() && !"lateral".equalsIgnoreCase(prefix)) {
      throw SyntaxRefusedException.unsupported(prefix);
    }
    if (!tail.isEmpty() && !"ordinality".equalsIgnoreCase(tail)) {
      throw SyntaxRefusedException.unsupported("WITH " + tail);
    }
    if (!(queries.expressions().convert(function.getFunction()) instanceof Expr.Call call)) {
      throw SyntaxRefusedException.unsupported("this expression in FROM");
    }
    return new From.Function(!prefix.isEmpty(), call, !tail.isEmpty(), alias(function.getAlias()));
  }

  /** A relation, or a sample of its rows. */
  private From sampled(Table table) {
    SampleClause sample = table.getSampleClause();
    if (sample == null) {
      return queries.grammar().hintsPlans() ? MySqlRelations.read(queries, table) : plain(table);
    }
    if (sample.getKeyword() != SampleClause.SampleKeyword.TABLESAMPLE
        || sample.getMethod() == null
        || sample.getOffsetArgument() != null
        || sample.getSeedArgument() != null
        || sample.getPercentageUnit() != null) {
      throw SyntaxRefusedException.unsupported("this form of TABLESAMPLE");
    }
    String words =
        "tablesample "
            + sample.getMethod().name().toLowerCase(Locale.ROOT)
            + " ("
            + sample.getPercentageArgument()
            + ")"
            + (sample.getRepeatArgument() == null
                ? ""
                : " repeatable (" + sample.getRepeatArgument() + ")");
    return new From.Sampled(plain(table), words);
  }

  From.Relation relation(@Nullable Table table) {
    if (table == null) {
      throw SyntaxRefusedException.unsupported("a write that names no table");
    }
    Unhandled.ifSet("TABLESAMPLE", table.getSampleClause());
    return plain(table);
  }

  private From.Relation plain(Table table) {
    Unhandled.ifSet("an index hint", table.getIndexHint());
    Unhandled.ifSet("a table hint", table.getSqlServerHints());
    Unhandled.ifSet("time travel", table.getTimeTravel());
    Unhandled.ifSet("time travel", table.getTimeTravelStrAfterAlias());
    return new From.Relation(queries.names().table(table), alias(table.getAlias()));
  }

  Optional<From.Alias> alias(@Nullable Alias alias) {
    if (alias == null) {
      return Optional.empty();
    }
    List<Identifier> columns = new ArrayList<>();
    if (alias.getAliasColumns() != null) {
      for (Alias.AliasColumn column : alias.getAliasColumns()) {
        Unhandled.ifSet("a column definition list", column.colDataType);
        columns.add(queries.names().name(column.name));
      }
    }
    return Optional.of(new From.Alias(queries.names().relation(alias.getName()), columns));
  }
}
