package dev.gatehouse.core.sql;

import java.util.Set;

/**
 * How PostgreSQL cuts operators out of a text (documentation, section 4.1.3), and the ones that
 * every reader cuts alike once white space stands around them. Others are refused: a run such as
 * {@code !=-} is one operator to the server and two to parsers.
 */
final class PostgresOperators {
  private static final String CHARACTERS = "+-*/<>=~!@#%^&|`?";
  private static final String KEEP_A_TRAILING_SIGN = "~!@#%^&|`?";

  /** Read again from each sign of it, a longer run would take quadratic time. */
  private static final int LONGEST_RUN = 64;

  /** Built in, and those of pg_trgm, hstore, ltree and pgvector. */
  private static final Set<String> KNOWN =
      Set.of(
          "+", "-", "*", "/", "%", "^", "=", "<", ">", "<=", ">=", "<>", "!=", "||", "=>", //
          "~", "!~", "~*", "!~*", "~~", "!~~", "~~*", "!~~*", "^@", "&", "|", "<<", ">>", //
          "->", "->>", "#>", "#>>", "#-", "@>", "<@", "@@", "@@@", "&&", "-|-", "&<", "&>", //
          "<<=", ">>=", "<->", "<#>", "<=>", "<+>", "<~>", "<%>", "%>", "<%", "%>>", "<<%", //
          "<<->", "<->>", "<<<->", "<->>>", "|/", "||/", "<<|", "|>>", "&<|", "|&>", "<^", ">^", //
          "~=", "~<~", "~<=~", "~>=~", "~>~", "!!", "*=", "*<>", "*<", "*>", "*<=", "*>=");

  private PostgresOperators() {}

  static boolean isOperatorCharacter(char c) {
    return CHARACTERS.indexOf(c) >= 0;
  }

  /** The offset after the operator that starts here; of an endless one, a part that is unknown. */
  static int end(String text, int start) {
    int end = start;
    boolean keepsSign = false;
    while (end < text.length() && isOperatorCharacter(text.charAt(end)) && !comment(text, end)) {
      if (end - start == LONGEST_RUN) {
        return end;
      }
      keepsSign |= KEEP_A_TRAILING_SIGN.indexOf(text.charAt(end)) >= 0;
      end++;
    }
    while (!keepsSign && end > start + 1 && isSign(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  static boolean isKnown(String text, int start, int end) {
    return end - start <= 6 && KNOWN.contains(text.substring(start, end));
  }

  /** Whether some readers take the operator for part of a name, so that it needs room. */
  static boolean needsRoom(String text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (text.charAt(at) == '#' || text.charAt(at) == '@') {
        return true;
      }
    }
    return false;
  }

  static String sentence(String operator) {
    return switch (operator) {
      case "//" -> "Some readers take // for a comment; write / once, or -- for a comment.";
      case "@" -> "The operator @ is read differently by different readers; write abs().";
      case "#" -> "The operator # is read differently by different readers; write it as | and &.";
      default ->
          "The operator "
              + operator
              + " is not one that every reader knows; put white space between operators, or use"
              + " another.";
    };
  }

  private static boolean comment(String text, int at) {
    return text.startsWith("--", at) || text.startsWith("/*", at);
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }
}
