package dev.gatehouse.app.cli;

import java.text.BreakIterator;
import java.util.Locale;

/** How wide a text is in a terminal, and how a value is shown there without steering it. */
final class TextWidth {
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_SELECTOR = 0xFE0F;
  private static final int TEXT_SELECTOR = 0xFE0E;

  /** First and last code points of the wide blocks (Unicode Standard Annex 11), without emoji. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF,
    0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6,
    0x16FE0, 0x18CFF, 0x1B000, 0x1B2FF, 0x1F200, 0x1F265, 0x20000, 0x3FFFD
  };

  private TextWidth() {}

  /** Columns that the text takes in a terminal. */
  static int of(String text) {
    if (isPlain(text)) {
      return text.length();
    }
    int width = 0;
    BreakIterator clusters = clusters(text);
    int start = clusters.first();
    for (int end = clusters.next(); end != BreakIterator.DONE; end = clusters.next()) {
      width += clusterWidth(text, start, end);
      start = end;
    }
    return width;
  }

  /** The text cut to that many columns, with an ellipsis where something was cut. */
  static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    int width = 0;
    BreakIterator clusters = clusters(text);
    int start = clusters.first();
    for (int end = clusters.next(); end != BreakIterator.DONE; end = clusters.next()) {
      width += clusterWidth(text, start, end);
      if (width > columns - 1) {
        return text.substring(0, start) + "…";
      }
      start = end;
    }
    return text;
  }

  /**
   * The text on one line with nothing that a terminal would obey: control and direction characters
   * become escapes.
   */
  static String printable(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 8);
    text.codePoints().forEach(c -> appendPrintable(shown, c));
    return shown.toString();
  }

  private static void appendPrintable(StringBuilder shown, int c) {
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      case ZERO_WIDTH_JOINER, EMOJI_SELECTOR, TEXT_SELECTOR -> shown.appendCodePoint(c);
      default -> {
        switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              shown.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
          default -> shown.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }

  private static BreakIterator clusters(String text) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    return clusters;
  }

  private static int clusterWidth(String text, int start, int end) {
    int first = text.codePointAt(start);
    boolean emoji =
        Character.isEmojiPresentation(first)
            || text.substring(start, end).indexOf(EMOJI_SELECTOR) >= 0;
    if (emoji || isWide(first)) {
      return 2;
    }
    return switch (Character.getType(first)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> 1;
    };
  }

  private static boolean isWide(int c) {
    for (int i = 0; i < WIDE.length; i += 2) {
      if (c >= WIDE[i] && c <= WIDE[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
