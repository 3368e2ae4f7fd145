package dev.gatehouse.core.sql;

import java.util.Arrays;

/**
 * A position map of segments: within a segment that was copied, offsets run along; within one that
 * was rewritten, every offset means the start of what it came from.
 */
final class SegmentMap implements PositionMap {
  private final int[] rewritten;
  private final int[] original;
  private final boolean[] copied;

  private SegmentMap(int[] rewritten, int[] original, boolean[] copied) {
    this.rewritten = rewritten;
    this.original = original;
    this.copied = copied;
  }

  @Override
  public int toOriginal(int rewrittenOffset) {
    int found = Arrays.binarySearch(rewritten, rewrittenOffset);
    int segment = found >= 0 ? found : Math.max(0, -found - 2);
    int into = Math.max(0, rewrittenOffset - rewritten[segment]);
    return original[segment] + (copied[segment] ? into : 0);
  }

  /** Collects segments in the order of the rewritten text. */
  static final class Builder {
    private int[] rewritten = new int[32];
    private int[] original = new int[32];
    private boolean[] copied = new boolean[32];
    private int size;

    /** From here on, the rewritten text comes from there. */
    void add(int rewrittenOffset, int originalOffset, boolean isCopied) {
      boolean runsOn =
          size > 0
              && isCopied
              && copied[size - 1]
              && rewrittenOffset - rewritten[size - 1] == originalOffset - original[size - 1];
      if (runsOn) {
        return;
      }
      if (size == rewritten.length) {
        rewritten = Arrays.copyOf(rewritten, size * 2);
        original = Arrays.copyOf(original, size * 2);
        copied = Arrays.copyOf(copied, size * 2);
      }
      rewritten[size] = rewrittenOffset;
      original[size] = originalOffset;
      copied[size++] = isCopied;
    }

    /** Forgets what came from that rewritten offset on. */
    void cut(int rewrittenOffset) {
      while (size > 0 && rewritten[size - 1] >= rewrittenOffset) {
        size--;
      }
    }

    /** The end of the text, so that an offset there, or beyond, has a place too. */
    SegmentMap build(int rewrittenLength, int originalEnd) {
      add(rewrittenLength, originalEnd, false);
      return new SegmentMap(
          Arrays.copyOf(rewritten, size),
          Arrays.copyOf(original, size),
          Arrays.copyOf(copied, size));
    }
  }
}
