package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/** Writes the statements that MariaDB and MySQL alone have. */
final class MySqlText {
  private final SqlText sql;
  private final TextBuilder out;

  MySqlText(SqlText sql, TextBuilder out) {
    this.sql = sql;
    this.out = out;
  }

  void statement(MySqlStatement statement) {
    switch (statement) {
      case MySqlStatement.Insert insert -> insert(insert);
      case MySqlStatement.Update update -> {
        out.word("update");
        out.commas(update.tables(), sql::from);
        out.word("set");
        out.commas(update.settings(), this::setting);
        rest(update.where(), update.orderBy(), update.limit());
      }
      case MySqlStatement.Delete delete -> {
        out.word("delete");
        out.commas(delete.targets(), out::name);
        out.word("from");
        out.commas(delete.from(), sql::from);
        rest(delete.where(), delete.orderBy(), delete.limit());
        returning(delete.returning());
      }
      case MySqlStatement.Describe describe -> {
        out.word(describe.words());
        out.name(describe.relation());
      }
      case MySqlStatement.ShowTables show -> {
        out.word("show").when(show.full(), "full").word("tables");
        if (show.database().isPresent()) {
          out.word(show.word()).identifier(show.database().get());
        }
        show.like().ifPresent(like -> word("like", like));
      }
      case MySqlStatement.ShowDatabases show -> out.word("show").word(show.word());
    }
  }

  private void insert(MySqlStatement.Insert insert) {
    out.word(insert.verb());
    sql.from(insert.target());
    sql.columnList(insert.columns());
    insert.source().ifPresent(sql::query);
    if (!insert.settings().isEmpty()) {
      out.word("set");
      out.commas(insert.settings(), this::setting);
    }
    if (!insert.onDuplicate().isEmpty()) {
      out.word("on").word("duplicate").word("key").word("update");
      out.commas(insert.onDuplicate(), this::setting);
    }
    returning(insert.returning());
  }

  private void setting(MySqlStatement.Setting setting) {
    out.name(setting.column());
    word("=", setting.value());
  }

  private void rest(Optional<Expr> where, List<Expr.OrderItem> orderBy, Optional<Expr> limit) {
    where.ifPresent(condition -> word("where", condition));
    if (!orderBy.isEmpty()) {
      out.word("order").word("by");
      sql.orderItems(orderBy);
    }
    limit.ifPresent(rows -> word("limit", rows));
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
