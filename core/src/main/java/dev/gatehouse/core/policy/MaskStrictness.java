package dev.gatehouse.core.policy;

/**
 * Which of two masks hides more. A partial order: {@code none} lies below every mask that shows a
 * part, each of those below {@code redact}, which hides every value but says that it does; {@code
 * default_for_type} does not even say so, and {@code null} hides whether there is a value at all.
 * Two masks that show different parts have {@code redact} as their strictest, since showing both
 * would show more than either. The strictest of several does not depend on their order.
 */
public final class MaskStrictness {
  private MaskStrictness() {}

  /** The least strict mask that hides all that either hides. */
  public static MaskKind strictest(MaskKind left, MaskKind right) {
    if (left == right) {
      return left;
    }
    int leftRank = rank(left);
    int rightRank = rank(right);
    if (leftRank == rightRank) {
      return MaskKind.REDACT;
    }
    return leftRank > rightRank ? left : right;
  }

  private static int rank(MaskKind mask) {
    return switch (mask) {
      case NONE -> 0;
      case SHOW_LAST_4, SHOW_FIRST_4, EMAIL, YEAR_ONLY, ROUND, HASH -> 1;
      case REDACT -> 2;
      case DEFAULT_FOR_TYPE -> 3;
      case NULL -> 4;
    };
  }
}
