package dev.gatehouse.core.sql;

/** Maps offsets of the rewritten text back to the person's own text. Immutable. */
@FunctionalInterface
public interface PositionMap {
  /** The offset in the original text for an offset in the rewritten one; both 0-based UTF-16. */
  int toOriginal(int rewrittenOffset);

  /** For a text that was not changed. */
  static PositionMap identity() {
    return offset -> offset;
  }
}
