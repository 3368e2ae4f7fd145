package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Says where a refused construct stands, for stages that know its name and not its place: at the
 * first token of the person's own text that is the last word of the construct. What stands in the
 * definition of a view, and not in the text, stays without a place.
 */
public final class RefusalPlaces {
  /** A text so large that finding a word would cost more than it is worth. */
  private static final int MOST_TEXT = 100_000;

  private RefusalPlaces() {}

  /** The refusal with its place, where it has none and one can be found. */
  public static Refusal placed(Refusal refusal, String sql, Dialect dialect) {
    if (refusal.position().isPresent() || sql.length() > MOST_TEXT || !names(refusal.code())) {
      return refusal;
    }
    OptionalInt place = find(lastWord(refusal.construct()), sql, dialect);
    return place.isEmpty()
        ? refusal
        : Refusal.at(refusal.code(), refusal.construct(), refusal.sentence(), place.getAsInt());
  }

  private static boolean names(RefusalCode code) {
    return switch (code) {
      case UNSUPPORTED, UNKNOWN_NAME, AMBIGUOUS_NAME, FORBIDDEN_ROUTINE -> true;
      case EMPTY,
          TOO_LARGE,
          AMBIGUOUS_TEXT,
          MULTIPLE_STATEMENTS,
          NOT_PARSED,
          LAUNDERING,
          INTERNAL ->
          false;
    };
  }

  private static String lastWord(String construct) {
    int end = construct.length();
    while (end > 0 && !Character.isJavaIdentifierPart(construct.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0 && Character.isJavaIdentifierPart(construct.charAt(start - 1))) {
      start--;
    }
    return construct.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static OptionalInt find(String word, String sql, Dialect dialect) {
    Lexer token = Lexer.of(dialect, sql);
    while (!word.isEmpty() && token.next()) {
      int start = token.start();
      String text = sql.substring(start, token.end()).toLowerCase(Locale.ROOT);
      boolean found =
          switch (token.kind()) {
            case WORD -> text.equals(word);
            case NAME -> text.length() > 2 && text.substring(1, text.length() - 1).equals(word);
            case SPACE,
                COMMENT,
                STRING,
                NUMBER,
                OPERATOR,
                DOT,
                COMMA,
                SEMICOLON,
                COLON,
                OPEN,
                CLOSE,
                BROKEN ->
                false;
          };
      if (found) {
        return OptionalInt.of(start);
      }
    }
    return OptionalInt.empty();
  }
}
