package dev.gatehouse.core.masking;

/**
 * What a text is made of, so that most texts need no closer look.
 *
 * @param digits the most ASCII digits in a run that at most two separators interrupt at a time
 * @param at whether it holds {@code @}
 * @param plus whether it holds {@code +}
 * @param twoLetters whether two letters stand alone before a digit, or before a space as capitals
 * @param longestToken the longest run of letters, digits, {@code _}, {@code -}, {@code .} and
 *     {@code =}
 */
public record TextSummary(
    int digits, boolean at, boolean plus, boolean twoLetters, int longestToken) {
  /** The summary of a text, in one pass. */
  public static TextSummary of(CharSequence text) {
    Reader reader = new Reader();
    for (int i = 0; i < text.length(); i++) {
      reader.read(text.charAt(i));
    }
    reader.endToken();
    return new TextSummary(
        reader.mostDigits, reader.at, reader.plus, reader.twoLetters, reader.longestToken);
  }

  private static final class Reader {
    private int digits;
    private int separators;
    private int letters;
    private boolean capitals;
    private int token;
    private int mostDigits;
    private int longestToken;
    private boolean at;
    private boolean plus;
    private boolean twoLetters;

    void read(char c) {
      if (c >= '0' && c <= '9') {
        twoLetters |= letters == 2;
        letters = 0;
        digits++;
        separators = 0;
        token++;
        mostDigits = Math.max(mostDigits, digits);
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        capitals = c <= 'Z' && (letters == 0 || capitals);
        letters++;
        digits = 0;
        token++;
      } else {
        sign(c);
      }
    }

    private void sign(char c) {
      twoLetters |= letters == 2 && capitals && c == ' ';
      letters = 0;
      at |= c == '@';
      plus |= c == '+';
      boolean separator = c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')';
      if (!separator || ++separators > 2) {
        digits = 0;
        separators = 0;
      }
      if (c == '_' || c == '-' || c == '.' || c == '=') {
        token++;
      } else {
        endToken();
      }
    }

    void endToken() {
      longestToken = Math.max(longestToken, token);
      token = 0;
    }
  }
}
