package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A query with what stands around its body.
 *
 * @param with the common table expressions before it
 * @param recursive whether they are recursive
 * @param body what it selects
 * @param orderBy applies to the whole body
 * @param limit how many rows
 */
public record Query(
    List<CommonTable> with,
    boolean recursive,
    Body body,
    List<Expr.OrderItem> orderBy,
    RowLimit limit) {
  public Query {
    with = List.copyOf(with);
    Objects.requireNonNull(body);
    orderBy = List.copyOf(orderBy);
    Objects.requireNonNull(limit);
  }

  /** What a query consists of. */
  public sealed interface Body {}

  /**
   * {@code select … from …}.
   *
   * @param straight whether MariaDB's {@code straight_join} asks for joins in the written order
   */
  public record Select(
      boolean straight,
      Optional<Distinctness> distinct,
      List<Item> items,
      List<From> from,
      Optional<Expr> where,
      List<Grouping> groupBy,
      Optional<Expr> having,
      List<NamedWindow> windows)
      implements Body {
    public Select {
      items = List.copyOf(items);
      from = List.copyOf(from);
      groupBy = List.copyOf(groupBy);
      windows = List.copyOf(windows);
    }

    /** With joins in whatever order the server likes. */
    public Select(
        Optional<Distinctness> distinct,
        List<Item> items,
        List<From> from,
        Optional<Expr> where,
        List<Grouping> groupBy,
        Optional<Expr> having,
        List<NamedWindow> windows) {
      this(false, distinct, items, from, where, groupBy, having, windows);
    }
  }

  /** Queries joined by {@code union} and its like; one operator fewer than branches. */
  public record SetOperation(List<Query> branches, List<Operator> operators) implements Body {
    public SetOperation {
      branches = List.copyOf(branches);
      operators = List.copyOf(operators);
    }
  }

  /** An operator between two branches; the modifier is empty, {@code all} or {@code distinct}. */
  public record Operator(String word, String modifier) {}

  /** {@code values (…), (…)}. */
  public record Values(List<List<Expr>> rows) implements Body {
    public Values {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** {@code table t}. */
  public record WholeTable(List<Identifier> name) implements Body {
    public WholeTable {
      name = List.copyOf(name);
    }
  }

  /** A query in parentheses. */
  public record Nested(Query query) implements Body {}

  /** {@code distinct}, or {@code distinct on (…)} where the list is not empty. */
  public record Distinctness(List<Expr> on) {
    public Distinctness {
      on = List.copyOf(on);
    }
  }

  /** An item of the select list. */
  public record Item(Expr value, Optional<Identifier> alias) {}

  /** An item of GROUP BY. */
  public sealed interface Grouping {}

  /** A plain expression of GROUP BY. */
  public record GroupBy(Expr value) implements Grouping {}

  /** {@code with rollup} behind the other items. */
  public record WithRollup() implements Grouping {}

  /** {@code grouping sets (…)}. */
  public record GroupingSets(List<Expr> sets) implements Grouping {
    public GroupingSets {
      sets = List.copyOf(sets);
    }
  }

  /** {@code window w as (…)}. */
  public record NamedWindow(Identifier name, Expr.Window definition) {}

  /** How many rows; the words that stand around the numbers are kept. */
  public record RowLimit(
      Optional<Expr> limit,
      Optional<Expr> offset,
      String offsetTail,
      Optional<Expr> fetch,
      String fetchLead,
      String fetchTail) {
    /** The tail of an offset that stands before the limit: {@code limit 2, 3}. */
    public static final String COMMA = ",";

    /** No limit at all. */
    public static RowLimit none() {
      return new RowLimit(Optional.empty(), Optional.empty(), "", Optional.empty(), "", "");
    }
  }

  /** A common table expression; the hint is empty, {@code materialized} or {@code not …}. */
  public record CommonTable(
      Identifier name, List<Identifier> columns, String hint, Statement statement) {
    public CommonTable {
      columns = List.copyOf(columns);
    }
  }
}
