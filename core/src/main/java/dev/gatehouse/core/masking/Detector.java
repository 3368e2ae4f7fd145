package dev.gatehouse.core.masking;

/**
 * Recognises one kind of sensitive content by its form and, where it has them, its check digits.
 * Immutable, safe for use by many threads, linear in the text.
 */
public interface Detector {
  /** The tag of what it recognises, such as {@code pci.card}. */
  String tag();

  /** What it recognises, as a person would say it, such as {@code payment card number}. */
  String name();

  /** Whether the whole value, white space at its ends aside, is one. */
  boolean matches(CharSequence value);

  /**
   * Finds each one in a running text, from left to right. Stricter than {@link #matches}: digits
   * that could be an order number count only behind a word that says what they are.
   */
  void find(CharSequence text, Spans spans);

  /** Whether a text with these characters can hold one at all; cheap, and never wrongly false. */
  boolean canHold(TextSummary summary);

  /** Takes what is found. */
  @FunctionalInterface
  interface Spans {
    /** From {@code start} to before {@code end}, in UTF-16 units. */
    void found(int start, int end);
  }
}
