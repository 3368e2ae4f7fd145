package dev.gatehouse.core.sql;

/**
 * A part of a text.
 *
 * @param start 0-based offset of its first UTF-16 unit
 * @param end offset after its last
 */
public record TextRange(int start, int end) {
  public TextRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("No range from " + start + " to " + end + ".");
    }
  }

  /** The part itself. */
  public String of(String text) {
    return text.substring(start, end);
  }

  /** Whether a caret at that offset touches the range. */
  public boolean touches(int offset) {
    return start <= offset && offset <= end;
  }
}
