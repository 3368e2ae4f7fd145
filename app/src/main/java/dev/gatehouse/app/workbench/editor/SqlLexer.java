package dev.gatehouse.app.workbench.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits SQL into tokens for colours and completion. Forgiving: an unfinished literal runs to the
 * end. It decides nothing: what runs is read by the gate.
 */
public final class SqlLexer {
  private final String text;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int at;

  private SqlLexer(String text) {
    this.text = text;
  }

  /** The tokens in order; they do not overlap. */
  public static List<SqlToken> tokens(String text) {
    SqlLexer lexer = new SqlLexer(text);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    return lexer.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (text.startsWith("--", at)) {
      add(SqlToken.Kind.COMMENT, lineEnd());
    } else if (text.startsWith("/*", at)) {
      add(SqlToken.Kind.COMMENT, blockEnd());
    } else if (c == '\'') {
      add(SqlToken.Kind.STRING, quoteEnd('\''));
    } else if (c == '"' || c == '`') {
      add(SqlToken.Kind.QUOTED_NAME, quoteEnd(c));
    } else if (c == '$' && dollarEnd() > 0) {
      add(SqlToken.Kind.STRING, dollarEnd());
    } else if (Character.isDigit(c)) {
      add(SqlToken.Kind.NUMBER, numberEnd());
    } else if (Character.isLetter(c) || c == '_') {
      word();
    } else {
      add(SqlToken.Kind.SYMBOL, at + 1);
    }
  }

  private void add(SqlToken.Kind kind, int end) {
    tokens.add(new SqlToken(kind, at, end));
    at = end;
  }

  private void word() {
    int end = at;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, end).toLowerCase(Locale.ROOT);
    add(kindOf(word, end), end);
  }

  private SqlToken.Kind kindOf(String word, int end) {
    boolean qualified = at > 0 && text.charAt(at - 1) == '.';
    if (!qualified && SqlWords.KEYWORDS.contains(word)) {
      return SqlToken.Kind.KEYWORD;
    }
    if (!qualified && SqlWords.TYPES.contains(word)) {
      return SqlToken.Kind.TYPE;
    }
    return end < text.length() && text.charAt(end) == '('
        ? SqlToken.Kind.FUNCTION
        : SqlToken.Kind.NAME;
  }

  /** Whether a character can stand inside a word. */
  public static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /** Block comments nest in PostgreSQL (documentation, section 4.1.5). */
  private int blockEnd() {
    int depth = 1;
    int i = at + 2;
    while (i < text.length() && depth > 0) {
      if (text.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else if (text.startsWith("*/", i)) {
        depth--;
        i += 2;
      } else {
        i++;
      }
    }
    return Math.min(i, text.length());
  }

  private int quoteEnd(char quote) {
    int i = at + 1;
    while (i < text.length()) {
      if (text.charAt(i) == quote) {
        if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
          i += 2;
          continue;
        }
        return i + 1;
      }
      i++;
    }
    return text.length();
  }

  private int dollarEnd() {
    int tagEnd = at + 1;
    while (tagEnd < text.length()
        && (Character.isLetterOrDigit(text.charAt(tagEnd)) || text.charAt(tagEnd) == '_')) {
      tagEnd++;
    }
    if (tagEnd >= text.length() || text.charAt(tagEnd) != '$') {
      return -1;
    }
    String tag = text.substring(at, tagEnd + 1);
    int close = text.indexOf(tag, tagEnd + 1);
    return close < 0 ? text.length() : close + tag.length();
  }

  private int numberEnd() {
    int end = at;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    return end;
  }
}
