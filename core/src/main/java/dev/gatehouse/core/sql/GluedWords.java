package dev.gatehouse.core.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Sees words that some readers split or join: to them {@code similar to}, {@code with ties} and the
 * like are one token wherever they begin, so {@code similar tox} reads as {@code similar to x}, and
 * {@code current_date()} is one token, which the server does not read at all.
 */
final class GluedWords {
  private static final Map<String, String> LAST_BY_FIRST =
      Map.of(
          "similar", "to",
          "with", "ties",
          "value", "for",
          "nextval", "for",
          "time", "zone",
          "language", "mode",
          "boolean", "mode",
          "query", "expansion");

  private static final Set<String> CLOCKS =
      Set.of("current_date", "current_time", "current_timestamp", "current_timezone");

  private String before = "";

  /** Whether this token, after the ones seen, would be split; takes note of it. */
  boolean splits(Lexer token) {
    String word =
        token.kind() == TokenKind.WORD
            ? token.text.substring(token.start(), token.end()).toLowerCase(Locale.ROOT)
            : "";
    if (CLOCKS.contains(before) && token.is('(') && token.at(token.end()) == ')') {
      return true;
    }
    if (before.equals("current") && (word.startsWith("date") || word.startsWith("time"))) {
      return true;
    }
    String last = LAST_BY_FIRST.get(before);
    before = word;
    return last != null && word.length() > last.length() && word.startsWith(last);
  }
}
