package dev.gatehouse.core.masking;

/**
 * What a text is made of, so that most texts need no closer look.
 *
 * @param digits how many ASCII digits
 * @param at whether it holds {@code @}
 * @param longestToken the longest run of letters, digits, {@code _}, {@code -}, {@code .} and
 *     {@code =}
 */
public record TextSummary(int digits, boolean at, int longestToken) {
  /** The summary of a text, in one pass. */
  public static TextSummary of(CharSequence text) {
    int digits = 0;
    boolean at = false;
    int token = 0;
    int longest = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        token++;
      } else if (isTokenPart(c)) {
        token++;
      } else {
        at |= c == '@';
        longest = Math.max(longest, token);
        token = 0;
      }
    }
    return new TextSummary(digits, at, Math.max(longest, token));
  }

  private static boolean isTokenPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '=';
  }
}
