package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads indexes: {@code create index}, and the elements that constraints share with it. */
final class IndexReader {
  private final TokenCursor tokens;

  IndexReader(TokenCursor tokens) {
    this.tokens = tokens;
  }

  /** After {@code create [unique] index}. */
  Ddl index(boolean unique) {
    boolean concurrently = tokens.accept("concurrently");
    boolean ifNotExists = tokens.accept("if", "not", "exists");
    Optional<Identifier> name =
        tokens.sees("on") ? Optional.empty() : Optional.of(tokens.identifier());
    tokens.expect("on");
    boolean only = tokens.accept("only");
    List<Identifier> table = tokens.name();
    String method = tokens.accept("using") ? tokens.word() : "btree";
    List<Ddl.IndexElement> elements = elements();
    List<Identifier> include = tokens.accept("include") ? tokens.columns() : List.of();
    boolean notDistinct = nullsNotDistinct();
    List<Ddl.Setting> settings =
        tokens.accept("with") ? new SettingReader(tokens).inParentheses() : List.of();
    if (tokens.sees("tablespace")) {
      throw SyntaxRefusedException.unsupported("TABLESPACE");
    }
    Optional<Expr> where =
        tokens.accept("where")
            ? Optional.of(EmbeddedSql.expression(tokens.rest()))
            : Optional.empty();
    return new Ddl.CreateIndex(
        unique,
        concurrently,
        ifNotExists,
        name,
        only,
        table,
        method,
        elements,
        include,
        notDistinct,
        settings,
        where);
  }

  boolean nullsNotDistinct() {
    return tokens.accept("nulls", "not", "distinct") || notTheDefault();
  }

  private boolean notTheDefault() {
    tokens.accept("nulls", "distinct");
    return false;
  }

  /** Elements in parentheses. */
  List<Ddl.IndexElement> elements() {
    List<Ddl.IndexElement> elements = new ArrayList<>();
    tokens.expect("(");
    do {
      elements.add(element());
    } while (tokens.accept(","));
    tokens.expect(")");
    return elements;
  }

  /** A column, a call, or an expression in parentheses, and the words behind it. */
  Ddl.IndexElement element() {
    Expr value;
    if (tokens.sees("(")) {
      value = EmbeddedSql.expression(tokens.parenthesised());
    } else {
      int mark = tokens.mark();
      List<Identifier> name = tokens.name();
      if (tokens.sees("(")) {
        tokens.parenthesised();
        value = EmbeddedSql.expression(tokens.since(mark));
      } else if (name.size() == 1) {
        value = new Expr.Name(name);
      } else {
        throw tokens.unexpected();
      }
    }
    StringBuilder tail = new StringBuilder();
    while (!tokens.seesAny(",", ")", "with")) {
      tail.append(tail.isEmpty() ? "" : " ").append(word());
    }
    return new Ddl.IndexElement(value, tail.toString());
  }

  /** A word of a collation, a class of operators or an order. */
  private String word() {
    int mark = tokens.mark();
    tokens.accept("collate");
    if (tokens.mark() == mark && tokens.seesAny("asc", "desc", "nulls")) {
      return tokens.word();
    }
    tokens.name();
    return tokens.since(mark);
  }
}
