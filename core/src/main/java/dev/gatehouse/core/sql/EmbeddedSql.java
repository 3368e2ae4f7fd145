package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.SqlText;
import dev.gatehouse.core.sql.tree.Statement;
import dev.gatehouse.core.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;

/** Expressions, queries and types inside of definitions, read the ordinary way. */
final class EmbeddedSql {
  private EmbeddedSql() {}

  private static Statement read(String text) {
    try {
      return SqlParser.readOrdinary(text, Dialect.POSTGRESQL);
    } catch (ParseException | TokenMgrException unread) {
      throw new SyntaxRefusedException(
          Refusal.of(
              RefusalCode.NOT_PARSED,
              "a query or an expression inside the definition",
              "Gatehouse does not read a query or an expression inside this definition; check it,"
                  + " or write it in a more common form."));
    }
  }

  /** A query that is the whole text. */
  static Query query(String text) {
    if (read(text) instanceof Statement.Read(Query query)) {
      return query;
    }
    throw SyntaxRefusedException.unsupported("a write inside a definition");
  }

  /** An expression that is the whole text: nothing of it may be an alias or a clause. */
  static Expr expression(String text) {
    if (read("select " + text) instanceof Statement.Read(Query query)
        && query.body() instanceof Query.Select select
        && select.items().size() == 1) {
      Expr value = select.items().getFirst().value();
      if (TokenProof.tokens(text).equals(TokenProof.tokens(SqlText.of(value)))) {
        return value;
      }
    }
    throw SyntaxRefusedException.unsupported("this expression inside a definition");
  }

  /** A type's name with its modifiers (PostgreSQL documentation, section 4.2.9 and chapter 8). */
  static TypeName type(TokenCursor tokens) {
    int mark = tokens.mark();
    boolean moment = tokens.seesAny("time", "timestamp");
    boolean interval = tokens.sees("interval");
    boolean varying = tokens.seesAny("character", "char", "bit");
    boolean precision = tokens.sees("double");
    if (tokens.seesAny("setof")) {
      throw tokens.unexpected();
    }
    tokens.name();
    if (precision) {
      tokens.expect("precision");
    }
    if (varying) {
      tokens.accept("varying");
    }
    if (interval) {
      while (tokens.seesAny("year", "month", "day", "hour", "minute", "second", "to")) {
        tokens.any();
      }
    }
    if (tokens.sees("(")) {
      tokens.parenthesised();
    }
    if (moment && (tokens.accept("with") || tokens.accept("without"))) {
      tokens.expect("time", "zone");
    }
    tokens.accept("array");
    while (tokens.accept("[")) {
      if (tokens.seesNumber()) {
        tokens.any();
      }
      tokens.expect("]");
    }
    return interval
        ? new TypeName("interval", tokens.since(mark))
        : ShapeEntries.type(tokens.since(mark));
  }

  /** The expressions that commas separate outside of brackets. */
  static List<Expr> expressions(String text) {
    TokenCursor tokens = new TokenCursor(text);
    List<Expr> values = new ArrayList<>();
    do {
      values.add(expression(tokens.upTo(() -> tokens.sees(","))));
    } while (tokens.accept(","));
    tokens.expectEnd();
    return values;
  }
}
