package dev.gatehouse.core.policy;

import java.util.Objects;

/**
 * One part of a pattern: literal text in which each {@code *} stands for any characters, also none.
 * Case matters, as names are kept the way the server stores them.
 *
 * @param text the pattern's own text
 */
public record Glob(String text) {
  public Glob {
    Objects.requireNonNull(text);
  }

  /** Whether the name fits. */
  public boolean matches(String name) {
    return fits(text, name);
  }

  /**
   * Whether every name that fits the other pattern fits this one too. Never wrongly true: the
   * other's stars can only be taken up by stars of this pattern.
   */
  public boolean covers(Glob other) {
    return fits(text, other.text);
  }

  /** Whether some name fits both. */
  public boolean overlaps(Glob other) {
    String left = text;
    String right = other.text;
    boolean[] row = new boolean[right.length() + 1];
    row[0] = true;
    for (int j = 1; j <= right.length(); j++) {
      row[j] = row[j - 1] && right.charAt(j - 1) == '*';
    }
    for (int i = 1; i <= left.length(); i++) {
      boolean diagonal = row[0];
      row[0] = row[0] && left.charAt(i - 1) == '*';
      for (int j = 1; j <= right.length(); j++) {
        boolean above = row[j];
        char a = left.charAt(i - 1);
        char b = right.charAt(j - 1);
        row[j] = a == '*' || b == '*' ? above || row[j - 1] : diagonal && a == b;
        diagonal = above;
      }
    }
    return row[right.length()];
  }

  /** The usual two-pointer match: linear in practice, and never worse than the product. */
  private static boolean fits(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int mark = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  @Override
  public String toString() {
    return text;
  }

  /** Splits a dotted pattern, each part neither empty nor with control characters. */
  static Glob[] parts(String pattern, int count, String shape) {
    String[] words = pattern.split("\\.", -1);
    Glob[] parts = new Glob[count];
    boolean fine = words.length == count;
    for (int i = 0; fine && i < count; i++) {
      fine = !words[i].isBlank() && words[i].chars().noneMatch(Character::isISOControl);
      parts[i] = new Glob(words[i]);
    }
    if (!fine) {
      throw new IllegalArgumentException(
          "'" + pattern + "' is no pattern of the form " + shape + ", with * for any characters.");
    }
    return parts;
  }
}
