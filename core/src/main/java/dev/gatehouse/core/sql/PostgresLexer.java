package dev.gatehouse.core.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's own reading, with {@code standard_conforming_strings = on} and UTF-8 (PostgreSQL
 * documentation, section 4.1, and its scanner's rules for operators).
 */
final class PostgresLexer extends Lexer {
  private static final int LONGEST_NAME = 63;

  /** Ordinary names to PostgreSQL (documentation, appendix C), keywords to some readers. */
  private static final Set<String> NAMES_TO_THE_SERVER =
      Set.of("blob", "map", "number", "sample", "use");

  PostgresLexer(String text) {
    super(text);
  }

  @Override
  TokenKind lexOther(char c) {
    return switch (c) {
      case '"' -> quotedName();
      case '$' -> dollar();
      case ':' -> colon();
      case '?' -> broken(start() + 1, "?", GateSentences.QUESTION_MARK);
      case '\\' -> broken(start() + 1, "\\", GateSentences.BACKSLASH);
      case '`' -> broken(start() + 1, "`", "A backquote is not SQL here; use double quotes.");
      case '-' -> at(start() + 1) == '-' ? lineComment() : operator();
      case '/' -> at(start() + 1) == '*' ? blockComment() : operator();
      default ->
          PostgresOperators.isOperatorCharacter(c)
              ? operator()
              : broken(start() + 1, "character", "This character is not part of SQL; remove it.");
    };
  }

  @Override
  TokenKind afterWord(int wordEnd) {
    char next = at(wordEnd);
    if (wordEnd - start() == 1 && (next == '\'' || next == '&')) {
      char prefix = Character.toLowerCase(text.charAt(start()));
      if (next == '\'' && prefix == 'e') {
        return escapeString(wordEnd);
      }
      if (next == '\'' && (prefix == 'b' || prefix == 'x' || prefix == 'n')) {
        return prefixed(wordEnd, "string prefix " + prefix);
      }
      if (prefix == 'u' && next == '&' && (at(wordEnd + 1) == '\'' || at(wordEnd + 1) == '"')) {
        return prefixed(wordEnd + 1, "U&");
      }
    }
    if (wordEnd - start() > LONGEST_NAME) {
      return broken(wordEnd, "long name", GateSentences.NAME_TOO_LONG);
    }
    String name = text.substring(start(), wordEnd).toLowerCase(Locale.ROOT);
    return NAMES_TO_THE_SERVER.contains(name)
        ? rewrittenName(wordEnd, '"', name)
        : token(TokenKind.WORD, wordEnd);
  }

  private TokenKind prefixed(int quote, String construct) {
    int close = text.indexOf(text.charAt(quote), quote + 1);
    return broken(close < 0 ? text.length() : close + 1, construct, GateSentences.STRING_PREFIX);
  }

  private TokenKind quotedName() {
    TokenKind kind = name('"');
    return kind == TokenKind.NAME && isLong(text.substring(start() + 1, end() - 1))
        ? broken(end(), "long name", GateSentences.NAME_TOO_LONG)
        : kind;
  }

  private static boolean isLong(String name) {
    return name.length() * 3 > LONGEST_NAME
        && name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
  }

  @Override
  TokenKind string(int quote) {
    boolean backslashBeforeQuote = false;
    int close = text.indexOf('\'', quote + 1);
    while (close >= 0) {
      backslashBeforeQuote |= text.charAt(close - 1) == '\\';
      if (at(close + 1) != '\'') {
        return plainString(close + 1, backslashBeforeQuote);
      }
      close = text.indexOf('\'', close + 2);
    }
    return unfinished("string");
  }

  private TokenKind escapeString(int quote) {
    EscapeString read = EscapeString.read(text, quote);
    if (read.end() < 0) {
      return unfinished("string");
    }
    @Nullable String value = read.value();
    return value == null
        ? brokenAt(read.fault(), read.end(), "escape in E''", GateSentences.ESCAPE)
        : rewrittenString(read.end(), value);
  }

  private TokenKind dollar() {
    int at = start() + 1;
    if (isDigit(at(at))) {
      return broken(at + 1, "$" + at(at), GateSentences.PARAMETER);
    }
    while (isWordPart(at(at))) {
      at++;
    }
    if (at(at) != '$') {
      return broken(
          start() + 1, "$", "A dollar sign stands alone; use '...' for strings and quote names.");
    }
    String delimiter = text.substring(start(), at + 1);
    int close = text.indexOf(delimiter, at + 1);
    return close < 0
        ? unfinished("dollar-quoted string")
        : rewrittenString(close + delimiter.length(), text.substring(at + 1, close));
  }

  private TokenKind colon() {
    char next = at(start() + 1);
    if (next == ':' || next == '=') {
      return token(TokenKind.OPERATOR, start() + 2);
    }
    return isLetter(next) || next == '\'' || next == '"'
        ? broken(start() + 1, ":name", GateSentences.PARAMETER)
        : token(TokenKind.COLON, start() + 1);
  }

  /** Comments nest. */
  private TokenKind blockComment() {
    int depth = 1;
    int at = start() + 2;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '*' && at(at + 1) == '/') {
        at += 2;
        if (--depth == 0) {
          return token(TokenKind.COMMENT, at);
        }
      } else if (c == '/' && at(at + 1) == '*') {
        depth++;
        at += 2;
      } else {
        at++;
      }
    }
    return unfinished("comment");
  }

  private TokenKind operator() {
    int operatorEnd = PostgresOperators.end(text, start());
    if (PostgresOperators.isKnown(text, start(), operatorEnd)) {
      return token(TokenKind.OPERATOR, operatorEnd);
    }
    String operator = text.substring(start(), Math.min(operatorEnd, start() + 8));
    return broken(
        operatorEnd,
        operator,
        operator.contains("?")
            ? GateSentences.QUESTION_MARK
            : PostgresOperators.sentence(operator));
  }

  @Override
  boolean endsLine(char c) {
    return c == '\r';
  }
}
