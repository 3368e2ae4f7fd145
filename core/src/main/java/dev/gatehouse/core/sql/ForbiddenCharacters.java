package dev.gatehouse.core.sql;

import org.jspecify.annotations.Nullable;

/** Characters that no statement may hold, wherever they stand. */
final class ForbiddenCharacters {
  private ForbiddenCharacters() {}

  /** The first of them, or null. */
  static @Nullable Refusal firstIn(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (isControl(c)) {
        return refusal(
            at,
            "control character U+%04X".formatted((int) c),
            "An invisible control character stands here; remove it.");
      }
      if (isDirection(c)) {
        return refusal(
            at,
            "text direction U+%04X".formatted((int) c),
            "An invisible character here makes text look other than it is; remove it.");
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
        if (!pair) {
          return refusal(at, "half a character", "Half a character stands here; write it again.");
        }
        at++;
      }
    }
    return null;
  }

  /** Whether no statement may hold it, not even in a string. */
  static boolean isForbidden(char c) {
    return isControl(c) || isDirection(c);
  }

  private static boolean isControl(char c) {
    return c < ' ' ? !Lexer.isSpace(c) : c >= 0x7F && c < 0xA0;
  }

  /**
   * Embeddings, overrides and isolates, which make a reviewer see another order than the server.
   */
  private static boolean isDirection(char c) {
    return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
  }

  private static Refusal refusal(int at, String construct, String sentence) {
    return Refusal.at(RefusalCode.AMBIGUOUS_TEXT, construct, sentence, at);
  }
}
