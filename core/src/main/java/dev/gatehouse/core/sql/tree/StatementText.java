package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/** Writes statements. */
final class StatementText {
  private final SqlText sql;
  private final TextBuilder out;

  StatementText(SqlText sql, TextBuilder out) {
    this.sql = sql;
    this.out = out;
  }

  void statement(Statement statement) {
    switch (statement) {
      case Statement.Read read -> sql.query(read.query());
      case Statement.Insert insert -> insert(insert);
      case Statement.Update update -> update(update);
      case Statement.Delete delete -> delete(delete);
      case Statement.Merge merge -> merge(merge);
      case Statement.Truncate truncate -> {
        out.word("truncate").when(truncate.tableWord(), "table");
        out.commas(truncate.names(), out::name);
        out.when(truncate.cascade(), "cascade");
      }
      case Statement.Define define -> out.word(define.text());
      case Statement.Show show -> out.word(show.text());
      case Statement.MySql mysql -> new MySqlText(sql, out).statement(mysql.form());
      case Statement.Explain explain -> {
        out.word("explain").word(explain.options());
        statement(explain.statement());
      }
    }
  }

  private void insert(Statement.Insert insert) {
    sql.with(insert.with(), insert.recursive());
    out.word("insert").word("into");
    sql.from(insert.target());
    sql.columnList(insert.columns());
    if (!insert.overriding().isEmpty()) {
      out.word("overriding").word(insert.overriding()).word("value");
    }
    if (insert.source().isPresent()) {
      sql.query(insert.source().get());
    } else {
      out.word("default").word("values");
    }
    insert.conflict().ifPresent(this::conflict);
    returning(insert.returning());
  }

  private void conflict(Statement.Conflict conflict) {
    out.word("on").word("conflict");
    sql.columnList(conflict.columns());
    if (conflict.constraint().isPresent()) {
      out.word("on").word("constraint").identifier(conflict.constraint().get());
    }
    out.word("do");
    if (conflict.assignments().isEmpty()) {
      out.word("nothing");
    } else {
      out.word("update").word("set");
      out.commas(conflict.assignments(), this::assignment);
      where(conflict.where());
    }
  }

  private void update(Statement.Update update) {
    sql.with(update.with(), update.recursive());
    out.word("update");
    sql.from(update.target());
    out.word("set");
    out.commas(update.assignments(), this::assignment);
    from("from", update.from());
    where(update.where());
    returning(update.returning());
  }

  private void delete(Statement.Delete delete) {
    sql.with(delete.with(), delete.recursive());
    out.word("delete").word("from");
    sql.from(delete.target());
    from("using", delete.using());
    where(delete.where());
    returning(delete.returning());
  }

  private void merge(Statement.Merge merge) {
    sql.with(merge.with(), merge.recursive());
    out.word("merge").word("into");
    sql.from(merge.target());
    out.word("using");
    sql.from(merge.source());
    out.word("on");
    sql.expression(merge.on());
    merge.actions().forEach(this::mergeAction);
    returning(merge.returning());
  }

  private void mergeAction(Statement.MergeAction action) {
    boolean matched =
        !(action instanceof Statement.MergeInsert) && !action.side().equals("by source");
    out.word("when").when(!matched, "not").word("matched").word(action.side());
    action.condition().ifPresent(condition -> word("and", condition));
    out.word("then");
    switch (action) {
      case Statement.MergeUpdate update -> {
        out.word("update").word("set");
        out.commas(update.assignments(), this::assignment);
      }
      case Statement.MergeDelete _ -> out.word("delete");
      case Statement.MergeInsert insert -> {
        out.word("insert");
        sql.columnList(insert.columns());
        out.word("values").word("(");
        out.commas(insert.values(), sql::expression);
        out.word(")");
      }
    }
  }

  private void assignment(Statement.Assignment assignment) {
    if (assignment.parenthesised()) {
      sql.columnList(assignment.columns());
    } else {
      out.name(assignment.columns());
    }
    word("=", assignment.value());
  }

  private void from(String word, List<From> items) {
    if (!items.isEmpty()) {
      out.word(word);
      out.commas(items, sql::from);
    }
  }

  private void where(Optional<Expr> condition) {
    condition.ifPresent(value -> word("where", value));
  }

  private void returning(List<Query.Item> items) {
    if (!items.isEmpty()) {
      out.word("returning");
      sql.items(items);
    }
  }

  private void word(String word, Expr value) {
    out.word(word);
    sql.expression(value);
  }
}
