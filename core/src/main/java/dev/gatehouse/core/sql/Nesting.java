package dev.gatehouse.core.sql;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a statement shallow enough for readers that recurse: at most {@value #MAX_DEPTH} brackets
 * and CASEs inside one another, and at most {@value #MAX_CHAIN} tokens in a row without a comma or
 * a bracket of the same depth, because {@code a + a + a …} nests as deep as it is long.
 */
final class Nesting {
  static final int MAX_DEPTH = 100;
  static final int MAX_CHAIN = 10_000;

  private final char[] open = new char[MAX_DEPTH + 1];
  private final int[] opened = new int[MAX_DEPTH + 1];
  private final int[] chain = new int[MAX_DEPTH + 1];
  private int depth;

  /** Takes note of the token; a refusal where it is one too many, or closes what is not open. */
  @Nullable Refusal see(Lexer token) {
    return switch (token.kind()) {
      case OPEN -> push(token, token.is('(') ? '(' : '[');
      case CLOSE -> close(token);
      case COMMA -> {
        chain[depth] = 0;
        yield null;
      }
      case WORD -> word(token);
      case NAME, STRING, NUMBER, OPERATOR, DOT, COLON -> count(token);
      case SPACE, COMMENT, SEMICOLON, BROKEN -> null;
    };
  }

  /** Whether the innermost bracket is a square one. */
  boolean inSquareBrackets() {
    return innermostBracket() == '[';
  }

  /** A bracket that was never closed. */
  @Nullable Refusal unclosed() {
    popCases();
    return depth == 0
        ? null
        : Refusal.at(
            RefusalCode.NOT_PARSED,
            Character.toString(open[depth]),
            "This bracket is never closed; close it.",
            opened[depth]);
  }

  private @Nullable Refusal word(Lexer token) {
    if (token.isWord("case")) {
      return push(token, 'c');
    }
    if (token.isWord("end") && open[depth] == 'c') {
      depth--;
    }
    return count(token);
  }

  private @Nullable Refusal count(Lexer token) {
    return ++chain[depth] > MAX_CHAIN
        ? tooLarge(
            token,
            "long expression",
            "More than "
                + MAX_CHAIN
                + " words and signs follow one"
                + " another without a comma or bracket; split the statement, or use IN or VALUES.")
        : null;
  }

  private @Nullable Refusal push(Lexer token, char bracket) {
    if (depth == MAX_DEPTH) {
      return tooLarge(
          token,
          "deep nesting",
          "More than "
              + MAX_DEPTH
              + " brackets or CASEs are nested; use WITH to name the inner parts.");
    }
    Refusal refusal = count(token);
    depth++;
    open[depth] = bracket;
    opened[depth] = token.start();
    chain[depth] = 0;
    return refusal;
  }

  private @Nullable Refusal close(Lexer token) {
    popCases();
    char expected = token.is(')') ? '(' : '[';
    if (depth == 0 || open[depth] != expected) {
      return Refusal.at(
          RefusalCode.NOT_PARSED,
          token.is(')') ? ")" : "]",
          "This bracket closes nothing that is open; remove it, or open it.",
          token.start());
    }
    depth--;
    return null;
  }

  private void popCases() {
    while (depth > 0 && open[depth] == 'c') {
      depth--;
    }
  }

  private char innermostBracket() {
    int at = depth;
    while (at > 0 && open[at] == 'c') {
      at--;
    }
    return open[at];
  }

  private static Refusal tooLarge(Lexer token, String construct, String sentence) {
    return Refusal.at(RefusalCode.TOO_LARGE, construct, sentence, token.start());
  }
}
