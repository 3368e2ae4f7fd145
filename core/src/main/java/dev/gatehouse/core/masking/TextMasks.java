package dev.gatehouse.core.masking;

/** Partial masks of texts. Each shows nothing rather than all of a short value. */
final class TextMasks {
  private static final int SHOWN = 4;
  private static final int LEAST_HIDDEN = 5;

  /** Characters of ASCII by their code: a mask looks at every character of every value. */
  private static final boolean[] LETTER_OR_DIGIT = letters("");

  private static final boolean[] LOCAL_PART = letters("!#$%&'*+-/=?^_`{|}~.");

  private TextMasks() {}

  /** The last four characters, white space at the ends left out. */
  static String last4(String value) {
    int end = trimmedEnd(value);
    int cut = end;
    for (int shown = 0; shown < SHOWN && cut > 0; shown++) {
      cut = value.offsetByCodePoints(cut, -1);
    }
    return hidesEnough(value, 0, cut)
        ? MaskPlan.REDACTED + value.substring(cut, end)
        : MaskPlan.REDACTED;
  }

  /** The first four characters, white space at the ends left out. */
  static String first4(String value) {
    int start = trimmedStart(value);
    int cut = start;
    for (int shown = 0; shown < SHOWN && cut < value.length(); shown++) {
      cut = value.offsetByCodePoints(cut, 1);
    }
    return hidesEnough(value, cut, value.length())
        ? value.substring(start, cut) + MaskPlan.REDACTED
        : MaskPlan.REDACTED;
  }

  /**
   * The domain, and the first letter of a local part of three or more. What is not one plain
   * address shows nothing.
   */
  static String email(String value) {
    int start = trimmedStart(value);
    int end = trimmedEnd(value);
    int at = value.indexOf('@', start);
    boolean address = at > start && isLocalPart(value, start, at) && isDomain(value, at + 1, end);
    if (!address) {
      return MaskPlan.REDACTED;
    }
    String first = at - start >= 3 ? value.substring(start, start + 1) : "";
    return first + MaskPlan.REDACTED + value.substring(at, end);
  }

  private static boolean[] letters(String andAlso) {
    boolean[] is = new boolean[128];
    for (char c = 0; c < is.length; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      is[c] = letter || (c >= '0' && c <= '9') || andAlso.indexOf(c) >= 0;
    }
    return is;
  }

  private static boolean hidesEnough(String value, int from, int to) {
    int hidden = 0;
    for (int at = from; at < to && hidden < LEAST_HIDDEN; ) {
      char ascii = value.charAt(at);
      if (ascii < LETTER_OR_DIGIT.length) {
        hidden += LETTER_OR_DIGIT[ascii] ? 1 : 0;
        at++;
        continue;
      }
      int character = value.codePointAt(at);
      hidden += Character.isLetterOrDigit(character) ? 1 : 0;
      at += Character.charCount(character);
    }
    return hidden >= LEAST_HIDDEN;
  }

  private static boolean isLocalPart(String value, int from, int to) {
    for (int at = from; at < to; at++) {
      char c = value.charAt(at);
      if (c >= LOCAL_PART.length || !LOCAL_PART[c]) {
        return false;
      }
    }
    return true;
  }

  /** Labels of letters, digits and hyphens (RFC 1035, section 2.3.1), at least two. */
  private static boolean isDomain(String value, int from, int to) {
    int label = 0;
    int labels = 0;
    for (int at = from; at < to; at++) {
      char c = value.charAt(at);
      if (c == '.' && label > 0) {
        labels++;
        label = 0;
      } else if ((c < LETTER_OR_DIGIT.length && LETTER_OR_DIGIT[c]) || (c == '-' && label > 0)) {
        label++;
      } else {
        return false;
      }
    }
    return labels > 0 && label > 1;
  }

  private static int trimmedStart(String value) {
    int start = 0;
    while (start < value.length() && Character.isWhitespace(value.charAt(start))) {
      start++;
    }
    return start;
  }

  private static int trimmedEnd(String value) {
    int end = value.length();
    while (end > 0 && Character.isWhitespace(value.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
