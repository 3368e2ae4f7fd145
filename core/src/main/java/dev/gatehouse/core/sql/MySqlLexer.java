package dev.gatehouse.core.sql;

import java.util.Locale;
import java.util.Set;

/**
 * What MySQL and MariaDB read alike under every {@code sql_mode} (MySQL reference manual, chapter
 * 9; MariaDB documentation, "SQL language structure"): no backslashes, no double quotes, no {@code
 * ||}.
 */
final class MySqlLexer extends Lexer {
  private static final String OPERATOR_CHARACTERS = "+-*/%=<>!&|^~";
  private static final Set<String> KNOWN =
      Set.of(
          "+", "-", "*", "/", "%", "=", "<", ">", "<=", ">=", "<>", "!=", "<=>", //
          "&", "|", "^", "~", "<<", ">>", "&&", "->", "->>");

  /** Ordinary names to MySQL and MariaDB, keywords to some readers. */
  private static final Set<String> NAMES_TO_THE_SERVER = Set.of("map", "number", "sample");

  MySqlLexer(String text) {
    super(text);
  }

  @Override
  TokenKind lexOther(char c) {
    return switch (c) {
      case '`' -> name('`');
      case '#' -> comment();
      case '"' -> doubleQuoted();
      case '@' -> broken(start() + 1, "@", "Session variables are not supported; write the value.");
      case '?', ':' -> broken(start() + 1, Character.toString(c), GateSentences.PARAMETER);
      case '\\' -> broken(start() + 1, "\\", GateSentences.BACKSLASH);
      case '$' -> broken(start() + 1, "$", "A name cannot start with a dollar sign; quote it.");
      case '-' -> at(start() + 1) == '-' ? dashes() : operator();
      case '/' -> at(start() + 1) == '*' ? blockComment() : operator();
      default ->
          OPERATOR_CHARACTERS.indexOf(c) >= 0
              ? operator()
              : broken(start() + 1, "character", "This character is not part of SQL; remove it.");
    };
  }

  @Override
  TokenKind afterWord(int wordEnd) {
    if (at(wordEnd) == '\'' && isPrefix(wordEnd)) {
      int close = text.indexOf('\'', wordEnd + 1);
      return broken(
          close < 0 ? text.length() : close + 1, "string prefix", GateSentences.STRING_PREFIX);
    }
    String word = text.substring(start(), wordEnd);
    return NAMES_TO_THE_SERVER.contains(word.toLowerCase(Locale.ROOT))
        ? rewrittenName(wordEnd, '`', word)
        : token(TokenKind.WORD, wordEnd);
  }

  private boolean isPrefix(int wordEnd) {
    char first = Character.toLowerCase(text.charAt(start()));
    return first == '_'
        || (wordEnd - start() == 1 && (first == 'n' || first == 'x' || first == 'b'));
  }

  @Override
  TokenKind string(int quote) {
    int at = quote + 1;
    int backslash = -1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        backslash = backslash < 0 ? at : backslash;
        at += 2;
      } else if (c != '\'') {
        at++;
      } else if (at(at + 1) == '\'') {
        at += 2;
      } else {
        return backslash < 0
            ? plainString(at + 1, false)
            : brokenAt(
                backslash,
                at + 1,
                "\\",
                "A backslash in a string depends on the server's sql_mode; write it as CHAR(92),"
                    + " joined with CONCAT().");
      }
    }
    return unfinished("string");
  }

  private TokenKind doubleQuoted() {
    int close = text.indexOf('"', start() + 1);
    return broken(
        close < 0 ? text.length() : close + 1,
        "\"",
        "Double quotes mean a name or a string, depending on the server's sql_mode; use '...' for"
            + " strings and `...` for names.");
  }

  /** Two dashes start a comment only before white space (MySQL manual, section 9.7). */
  private TokenKind dashes() {
    return isSpace(at(start() + 2)) ? comment() : broken(start() + 2, "--", GateSentences.DASHES);
  }

  private TokenKind comment() {
    TokenKind kind = lineComment();
    int carriageReturn = text.indexOf('\r', start(), end());
    boolean inside = carriageReturn >= 0 && at(carriageReturn + 1) != '\n';
    return inside
        ? brokenAt(
            carriageReturn,
            end(),
            "carriage return in a comment",
            "A carriage return alone ends a comment for some readers; use line feeds.")
        : kind;
  }

  private TokenKind blockComment() {
    int close = text.indexOf("*/", start() + 2);
    if (close < 0) {
      return unfinished("comment");
    }
    char first = at(start() + 2);
    boolean marked = (first == 'M' || first == 'm') && at(start() + 3) == '!';
    if (first == '!' || marked) {
      return broken(close + 2, "/*!", GateSentences.EXECUTABLE_COMMENT);
    }
    if (first == '+') {
      return broken(close + 2, "/*+", "Optimizer hints are not supported; remove the comment.");
    }
    int nested = text.indexOf("/*", start() + 2, close);
    return nested >= 0
        ? brokenAt(
            nested,
            close + 2,
            "nested comment",
            "A comment within a comment is read"
                + " differently by different readers; remove one of them.")
        : token(TokenKind.COMMENT, close + 2);
  }

  private TokenKind operator() {
    for (int width = 3; width > 0; width--) {
      if (start() + width <= text.length()
          && KNOWN.contains(text.substring(start(), start() + width))) {
        return rest(start() + width);
      }
    }
    return text.startsWith("||", start()) ? pipes() : unknown(1);
  }

  private TokenKind rest(int operatorEnd) {
    boolean pipes = text.startsWith("||", start());
    boolean slashes = text.startsWith("//", start()) || text.startsWith("*/", start());
    return pipes ? pipes() : slashes ? unknown(2) : token(TokenKind.OPERATOR, operatorEnd);
  }

  private TokenKind pipes() {
    return broken(
        start() + 2,
        "||",
        "|| means OR or CONCAT, depending on the server's sql_mode; write the one you mean.");
  }

  private TokenKind unknown(int width) {
    return broken(
        start() + width,
        text.substring(start(), start() + width),
        "This operator is not read alike by every reader; write it in words, such as NOT.");
  }

  @Override
  boolean endsLine(char c) {
    return false;
  }
}
