package dev.gatehouse.core.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a column's name, so that {@code capacity} holds no city. */
final class ColumnWords {
  private ColumnWords() {}

  /** Lower-case words: cut at signs, digits and where small letters are followed by a large one. */
  static List<String> of(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      boolean starts = Character.isUpperCase(c) && isWordStart(name, at);
      if (starts || !Character.isLetter(c)) {
        flush(word, words);
      }
      if (Character.isLetter(c)) {
        word.append(c);
      }
    }
    flush(word, words);
    return List.copyOf(words);
  }

  /** {@code homePhone} and {@code SSNNumber} have two words each, {@code SSN} has one. */
  private static boolean isWordStart(String name, int at) {
    boolean afterSmall = at > 0 && Character.isLowerCase(name.charAt(at - 1));
    boolean beforeSmall = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
    return afterSmall || beforeSmall;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }
}
