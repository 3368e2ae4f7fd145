package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.parser.AbstractJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.TokenMgrException;

/**
 * Reads an admitted statement with JSqlParser and turns it into our own tree. What our tree cannot
 * hold is refused by name, and the tree must account for every token of the text. Safe for use by
 * many threads; deep statements need a deep stack.
 */
public final class SqlParser {
  private SqlParser() {}

  /** Reads the statement's gated text. */
  public static ParseResult parse(GatedStatement gated) {
    try {
      return new ParseResult.Parsed(read(gated));
    } catch (SyntaxRefusedException refused) {
      return new ParseResult.Unparsed(refused.refusal());
    } catch (ParseException | TokenMgrException failure) {
      return new ParseResult.Unparsed(notParsed(gated, failure));
    }
  }

  private static Statement read(GatedStatement gated) throws ParseException {
    return switch (gated.dialect()) {
      case POSTGRESQL -> {
        Optional<Statement> own = PostgresStatements.read(gated.text());
        yield own.isPresent() ? own.get() : readOrdinary(gated.text(), gated.dialect());
      }
      case MARIADB, MYSQL -> readOrdinary(gated.text(), gated.dialect());
    };
  }

  /** What the parser library reads: queries and writes. */
  static Statement readOrdinary(String text, Dialect dialect) throws ParseException {
    CCJSqlParser parser =
        new CCJSqlParser(new StringProvider(text))
            .withDialect(grammar(dialect))
            .withUnsupportedStatements(false)
            .withErrorRecovery(false);
    List<net.sf.jsqlparser.statement.Statement> statements = parser.Statements();
    if (statements.size() != 1 || !parser.getParseErrors().isEmpty()) {
      throw new SyntaxRefusedException(
          Refusal.of(
              RefusalCode.MULTIPLE_STATEMENTS,
              "several statements",
              "Only one statement runs at a time; send them one by one."));
    }
    Statement statement = new StatementConverter(dialect).statement(statements.getFirst());
    if (!TokenProof.holds(text, statement)) {
      throw new SyntaxRefusedException(
          Refusal.of(
              RefusalCode.UNSUPPORTED,
              "a word that the parser does not account for",
              "Part of this statement was not understood; write it in a more common form."));
    }
    return statement;
  }

  private static AbstractJSqlParser.Dialect grammar(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> AbstractJSqlParser.Dialect.POSTGRESQL;
      case MARIADB -> AbstractJSqlParser.Dialect.MARIADB;
      case MYSQL -> AbstractJSqlParser.Dialect.MYSQL;
    };
  }

  private static Refusal notParsed(GatedStatement gated, Exception failure) {
    String sentence = "The statement is not valid SQL as far as Gatehouse can read it";
    if (failure instanceof ParseException parse
        && parse.currentToken != null
        && parse.currentToken.next != null) {
      // The library counts from 1, and says 0 of the end of the text.
      int begin = parse.currentToken.next.absoluteBegin;
      int offset = begin > 0 ? begin - 1 : gated.text().length();
      String near = parse.currentToken.next.image;
      boolean word = near.matches("[A-Za-z_][A-Za-z0-9_]{0,40}");
      if (offset <= gated.text().length()) {
        return Refusal.at(
            RefusalCode.NOT_PARSED,
            word ? near : "syntax",
            sentence + (word ? "; look near " + near + "." : "; check the statement."),
            gated.positions().toOriginal(offset));
      }
    }
    return Refusal.of(RefusalCode.NOT_PARSED, "syntax", sentence + ".");
  }
}
