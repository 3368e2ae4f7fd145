package dev.gatehouse.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.CCJSqlParserTokenManager;
import net.sf.jsqlparser.parser.SimpleCharStream;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** Asks the parser and the JDBC driver how they would cut a text that the gate admitted. */
final class OtherReaders {
  private OtherReaders() {}

  /** The parser sees strings, names and numbers exactly where the gate does, and no separator. */
  static void parserAgrees(GatedStatement statement) {
    String text = statement.text();
    List<TextRange> ours = tokens(statement);
    CCJSqlParserTokenManager parser =
        new CCJSqlParserTokenManager(new SimpleCharStream(new StringProvider(text)));
    int ourNext = 0;
    for (Token token = parser.getNextToken();
        token.kind != CCJSqlParserConstants.EOF;
        token = parser.getNextToken()) {
      assertThat(token.kind).as(text).isNotEqualTo(CCJSqlParserConstants.ST_SEMICOLON);
      int start = token.absoluteBegin - 1;
      int end = token.absoluteEnd - 1;
      while (ourNext < ours.size() && ours.get(ourNext).end() <= start) {
        ourNext++;
      }
      TextRange mine = ours.get(ourNext);
      boolean same = mine.start() == start && mine.end() == end;
      assertThat(same || isOperator(text, mine) || isRunOfWords(text, start, end))
          .as("%s at %d: %s", text, start, token.image)
          .isTrue();
    }
  }

  /** The driver sends the text as it is, as one statement, without parameters. */
  static void driverAgrees(GatedStatement statement) {
    try {
      List<NativeQuery> queries =
          Parser.parseJdbcSql(statement.text(), true, true, true, false, true);
      assertThat(queries).as(statement.text()).hasSize(1);
      assertThat(queries.getFirst().nativeSql).isEqualTo(statement.text());
      assertThat(queries.getFirst().bindPositions).isEmpty();
      assertThat(Parser.replaceProcessing(statement.text(), true, true))
          .isEqualTo(statement.text());
    } catch (SQLException e) {
      throw new AssertionError("The driver does not read: " + statement.text(), e);
    }
  }

  static List<TextRange> tokens(GatedStatement statement) {
    List<TextRange> tokens = new ArrayList<>();
    Lexer token = Lexer.of(statement.dialect(), statement.text());
    while (token.next()) {
      assertThat(token.kind()).isNotEqualTo(TokenKind.BROKEN).isNotEqualTo(TokenKind.COMMENT);
      if (token.kind() != TokenKind.SPACE) {
        tokens.add(new TextRange(token.start(), token.end()));
      }
    }
    return tokens;
  }

  private static boolean isOperator(String text, TextRange token) {
    Lexer lexer = Lexer.of(Dialect.POSTGRESQL, token.of(text));
    return lexer.next() && lexer.kind() == TokenKind.OPERATOR;
  }

  /** {@code SIMILAR TO} and the like are one token to the parser. */
  private static boolean isRunOfWords(String text, int start, int end) {
    return text.substring(start, end).matches("[A-Za-z_]+( [A-Za-z_]+| ?\\( ?[0-9]+ ?\\))+");
  }
}
