package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.SqlText;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Builds the query that counts the rows a write would touch, from the write's own parts. It goes
 * through the same analysis as any other statement before it runs.
 */
final class CountQueries {
  private static final Expr COUNT =
      new Expr.Call(
          List.of(new Identifier("count", "count")),
          false,
          List.of(new Expr.Argument("", new Expr.Star(List.of()))),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  private CountQueries() {}

  /** All rows of a relation. */
  static Optional<String> all(List<Identifier> name) {
    return count(
        List.of(), false, List.of(new From.Relation(name, Optional.empty())), Optional.empty());
  }

  static Optional<String> of(Statement.Delete delete) {
    return matching(
        delete.with(), delete.recursive(), delete.target(), delete.using(), delete.where());
  }

  static Optional<String> of(Statement.Update update) {
    return matching(
        update.with(), update.recursive(), update.target(), update.from(), update.where());
  }

  /**
   * The rows that an INSERT's query gives; VALUES with DEFAULT are counted by themselves. Where it
   * may update, only rows that are written out: a function in VALUES can give many.
   */
  static Optional<String> of(Statement.Insert insert, boolean updates) {
    if (insert.source().isEmpty()) {
      return Optional.of("select 1 as count");
    }
    Query source = insert.source().get();
    if (source.body() instanceof Query.Values values) {
      if (updates && !KeyPin.isWrittenOut(source)) {
        return Optional.empty();
      }
      return Optional.of("select " + values.rows().size() + " as count");
    }
    From.Alias alias = new From.Alias(new Identifier("counted", "counted"), List.of());
    return count(
        insert.with(),
        insert.recursive(),
        List.of(new From.Derived(false, source, Optional.of(alias))),
        Optional.empty());
  }

  /** The rows of a query; of VALUES, as many as are written. */
  static Optional<String> rowsOf(Query source) {
    if (source.body() instanceof Query.Values values) {
      return Optional.of("select " + values.rows().size() + " as count");
    }
    From.Alias alias = new From.Alias(new Identifier("counted", "counted"), List.of());
    return count(
        List.of(),
        false,
        List.of(new From.Derived(false, source, Optional.of(alias))),
        Optional.empty());
  }

  /** The rows of one of several joined tables, by its key; none where it has no key. */
  static Optional<String> distinct(List<Expr> key, List<From> from, Optional<Expr> where) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Expr count =
        new Expr.Call(
            List.of(new Identifier("count", "count")),
            true,
            key.stream().map(column -> new Expr.Argument("", column)).toList(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    return Optional.of(
        SqlText.of(
            query(
                List.of(),
                false,
                new Query.Select(
                    Optional.empty(),
                    List.of(new Query.Item(count, Optional.of(new Identifier("count", "count")))),
                    from,
                    where,
                    List.of(),
                    Optional.empty(),
                    List.of()))));
  }

  /** Each target row once, however many rows of the other relations match it. */
  private static Optional<String> matching(
      List<Query.CommonTable> with,
      boolean recursive,
      From.Relation target,
      List<From> others,
      Optional<Expr> where) {
    Optional<Expr> condition = where;
    if (!others.isEmpty()) {
      Query.Select one =
          new Query.Select(
              Optional.empty(),
              List.of(
                  new Query.Item(
                      new Expr.Literal(Expr.Literal.Kind.NUMBER, "1"), Optional.empty())),
              others,
              where,
              List.of(),
              Optional.empty(),
              List.of());
      condition = Optional.of(new Expr.Exists(query(List.of(), false, one)));
    }
    return count(with, recursive, List.of(target), condition);
  }

  private static Optional<String> count(
      List<Query.CommonTable> with, boolean recursive, List<From> from, Optional<Expr> where) {
    if (!with.stream().allMatch(table -> table.statement() instanceof Statement.Read)) {
      return Optional.empty();
    }
    Query.Select select =
        new Query.Select(
            Optional.empty(),
            List.of(new Query.Item(COUNT, Optional.empty())),
            from,
            where,
            List.of(),
            Optional.empty(),
            List.of());
    return Optional.of(SqlText.of(query(with, recursive, select)));
  }

  private static Query query(List<Query.CommonTable> with, boolean recursive, Query.Body body) {
    return new Query(with, recursive, body, List.of(), Query.RowLimit.none());
  }
}
