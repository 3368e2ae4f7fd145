package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text as tokens, the way the server of one dialect does, in one pass without looking back.
 * Text that other readers would split differently comes out as {@link TokenKind#BROKEN}; reading
 * can go on after it, which an editor needs and the gate does not use. Not safe for use by many
 * threads.
 */
abstract sealed class Lexer permits PostgresLexer, MySqlLexer {
  /** NUL cannot be in an admitted text, so it can mean "no more characters". */
  static final char NONE = '\0';

  final String text;
  private int start;
  private int end;
  private TokenKind kind = TokenKind.SPACE;
  private TokenKind before = TokenKind.SPACE;
  private @Nullable String canonical;
  private @Nullable Refusal refusal;
  private boolean backslashBeforeQuote;

  Lexer(String text) {
    this.text = text;
  }

  static Lexer of(Dialect dialect, String text) {
    return switch (dialect) {
      case POSTGRESQL -> new PostgresLexer(text);
      case MARIADB, MYSQL -> new MySqlLexer(text);
    };
  }

  /** Moves to the next token; false at the end of the text. */
  final boolean next() {
    before = kind;
    start = end;
    canonical = null;
    refusal = null;
    backslashBeforeQuote = false;
    if (start == text.length()) {
      return false;
    }
    kind = lex(text.charAt(start));
    return true;
  }

  final TokenKind kind() {
    return kind;
  }

  /** Offset of the token's first character. */
  final int start() {
    return start;
  }

  /** Offset after the token's last character. */
  final int end() {
    return end;
  }

  /** The literal in the form that all readers agree on, or null where it is written so already. */
  final @Nullable String canonical() {
    return canonical;
  }

  /** Why the token is broken; null for any other token. */
  final @Nullable Refusal refusal() {
    return refusal;
  }

  /**
   * Whether the string holds a backslash before a quote, which readers take for different things.
   */
  final boolean backslashBeforeQuote() {
    return backslashBeforeQuote;
  }

  /** Whether the token is that character. */
  final boolean is(char c) {
    return end == start + 1 && text.charAt(start) == c;
  }

  /** Whether the token is that word, whatever its case. */
  final boolean isWord(String word) {
    return kind == TokenKind.WORD
        && end - start == word.length()
        && text.regionMatches(true, start, word, 0, word.length());
  }

  /** Whether a parenthesis or a dot follows, perhaps behind white space. */
  final boolean isCalled() {
    int next = end;
    while (next < text.length() && isSpace(text.charAt(next))) {
      next++;
    }
    return at(next) == '(' || at(next) == '.';
  }

  private TokenKind lex(char c) {
    if (isSpace(c) || (c == '\uFEFF' && start == 0)) {
      return space();
    }
    if (isLetter(c)) {
      return word();
    }
    if (isDigit(c)) {
      return number();
    }
    return switch (c) {
      case '.' -> isDigit(at(start + 1)) ? number() : dot();
      case '\'' -> string(start);
      case ',' -> token(TokenKind.COMMA, start + 1);
      case '(', '[' -> token(TokenKind.OPEN, start + 1);
      case ')', ']' -> token(TokenKind.CLOSE, start + 1);
      case ';' -> token(TokenKind.SEMICOLON, start + 1);
      case '{', '}' ->
          broken(
              start + 1,
              Character.toString(c),
              "A curly bracket outside quotes starts a driver escape; write it inside a string.");
      default -> c < 0x80 ? lexOther(c) : foreign(c);
    };
  }

  /** Any other ASCII character: quotes for names, operators, comments, parameters. */
  abstract TokenKind lexOther(char c);

  /** The word has been found; a dialect may see a prefix of a string in it. */
  abstract TokenKind afterWord(int wordEnd);

  /** A string that starts at the quote at this offset. */
  abstract TokenKind string(int quote);

  private TokenKind space() {
    int at = start + 1;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return token(TokenKind.SPACE, at);
  }

  private TokenKind word() {
    int at = start + 1;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    if (at(at) == '$') {
      return broken(
          at + 1, "$", "A dollar sign inside a name is read differently; put the name in quotes.");
    }
    return afterWord(at);
  }

  private TokenKind dot() {
    return at(start + 1) == '.'
        ? broken(start + 2, "..", "Two dots are not read alike; write one, or BETWEEN for a range.")
        : token(TokenKind.DOT, start + 1);
  }

  /** Digits with a fraction and an exponent; nothing else that starts with a digit. */
  private TokenKind number() {
    int at = digits(start);
    if (at == start && before.isWordy() || at == start && before == TokenKind.CLOSE) {
      return broken(start + 1, "number after a dot", GateSentences.NUMBER);
    }
    if (at(at) == '.') {
      at = digits(at + 1);
    }
    if (at(at) == 'e' || at(at) == 'E') {
      int sign = at(at + 1) == '+' || at(at + 1) == '-' ? 1 : 0;
      int exponent = digits(at + 1 + sign);
      at = exponent > at + 1 + sign ? exponent : at;
    }
    char next = at(at);
    if (isWordPart(next) || next == '.' || next == '$' || next >= 0x80) {
      return broken(at + 1, "number", GateSentences.NUMBER);
    }
    return token(TokenKind.NUMBER, at);
  }

  private int digits(int from) {
    int at = from;
    while (isDigit(at(at))) {
      at++;
    }
    return at;
  }

  private TokenKind foreign(char c) {
    int width = Character.isHighSurrogate(c) && start + 1 < text.length() ? 2 : 1;
    return broken(start + width, "non-ASCII character", GateSentences.foreign(c));
  }

  /** A name in quotes; only what every reader takes as the same name. */
  final TokenKind name(char quote) {
    int close = text.indexOf(quote, start + 1);
    if (close < 0) {
      return unfinished("name in quotes");
    }
    if (at(close + 1) == quote) {
      return broken(
          afterDoubled(close, quote), "doubled quote in a name", GateSentences.QUOTE_IN_NAME);
    }
    if (close == start + 1) {
      return broken(close + 1, "empty name", "A name in quotes is empty; write the name.");
    }
    for (int at = start + 1; at < close; at++) {
      char c = text.charAt(at);
      if (c == '.') {
        return broken(close + 1, "dot in a quoted name", GateSentences.DOT_IN_NAME);
      }
      if (c < ' '
          || c == '\\'
          || c == '`'
          || c == '"'
          || Character.getType(c) == Character.FORMAT) {
        return broken(close + 1, "character in a quoted name", GateSentences.CHARACTER_IN_NAME);
      }
    }
    return token(TokenKind.NAME, close + 1);
  }

  /** Where a name ends in which quotes are doubled, the first at {@code from}. */
  private int afterDoubled(int from, char quote) {
    int at = from;
    while (at >= 0 && at(at + 1) == quote) {
      at = text.indexOf(quote, at + 2);
    }
    return at < 0 ? text.length() : at + 1;
  }

  /** A comment from here to the end of its line. */
  final TokenKind lineComment() {
    int at = start;
    while (at < text.length() && text.charAt(at) != '\n' && !endsLine(text.charAt(at))) {
      at++;
    }
    return token(TokenKind.COMMENT, at);
  }

  /** Whether the character, other than LF, ends a line comment. */
  abstract boolean endsLine(char c);

  final TokenKind token(TokenKind of, int tokenEnd) {
    end = tokenEnd;
    return of;
  }

  /** A string that stands as it is. */
  final TokenKind plainString(int stringEnd, boolean withBackslashBeforeQuote) {
    backslashBeforeQuote = withBackslashBeforeQuote;
    return token(TokenKind.STRING, stringEnd);
  }

  /** A string with this value, to be written in the one form. */
  final TokenKind rewrittenString(int stringEnd, String value) {
    canonical = "'" + value.replace("'", "''") + "'";
    backslashBeforeQuote = canonical.contains("\\'");
    return token(TokenKind.STRING, stringEnd);
  }

  /** A word that stands for the name in quotes, which every reader takes for a name. */
  final TokenKind rewrittenName(int nameEnd, char quote, String value) {
    canonical = quote + value + quote;
    return token(TokenKind.NAME, nameEnd);
  }

  final TokenKind broken(int brokenEnd, String construct, String sentence) {
    return brokenAt(start, brokenEnd, construct, sentence);
  }

  final TokenKind brokenAt(int position, int brokenEnd, String construct, String sentence) {
    refusal = Refusal.at(RefusalCode.AMBIGUOUS_TEXT, construct, sentence, position);
    return token(TokenKind.BROKEN, Math.min(brokenEnd, text.length()));
  }

  /** The text ends inside of something that should have been closed. */
  final TokenKind unfinished(String what) {
    return broken(
        text.length(), "unfinished " + what, "The " + what + " that starts here is never closed.");
  }

  /** The character at an offset, or {@link #NONE} beyond the end. */
  final char at(int offset) {
    return offset < text.length() ? text.charAt(offset) : NONE;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c);
  }
}
