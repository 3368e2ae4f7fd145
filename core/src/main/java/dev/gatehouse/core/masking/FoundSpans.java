package dev.gatehouse.core.masking;

import java.util.BitSet;

/** Spans of one text, joined where they overlap. Reused from text to text; for one thread. */
final class FoundSpans implements Detector.Spans {
  private final BitSet hidden = new BitSet();
  private int size;

  @Override
  public void found(int start, int end) {
    hidden.set(start, end);
    size++;
  }

  void clear() {
    hidden.clear();
    size = 0;
  }

  /** How many were found. */
  int size() {
    return size;
  }

  /** The first character of the next span at or after an offset, or -1. */
  int nextStart(int from) {
    return hidden.nextSetBit(from);
  }

  /** The end of the span that holds an offset. */
  int end(int within) {
    return hidden.nextClearBit(within);
  }

  /** The text with {@value MaskPlan#REDACTED} for each span. */
  String hide(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    int copied = 0;
    for (int start = nextStart(0); start >= 0; start = nextStart(copied)) {
      shown.append(text, copied, start).append(MaskPlan.REDACTED);
      copied = end(start);
    }
    return shown.append(text, copied, text.length()).toString();
  }
}
