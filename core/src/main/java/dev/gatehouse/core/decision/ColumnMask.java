package dev.gatehouse.core.decision;

import dev.gatehouse.core.policy.MaskKind;
import java.util.Objects;

/**
 * The mask of one output column.
 *
 * @param position 0-based position in the result
 * @param column the output column's name
 * @param mask which mask
 * @param rule what asked for it, such as {@code pii.email → email}; empty for {@code NONE}
 * @param hidesNull whether NULL is hidden like every value: whether an expression is NULL can tell
 *     anything of the masked values in it, where the NULL of a column tells only that none is there
 */
public record ColumnMask(
    int position, String column, MaskKind mask, String rule, boolean hidesNull) {
  public ColumnMask {
    Objects.requireNonNull(column);
    Objects.requireNonNull(mask);
    Objects.requireNonNull(rule);
  }

  /** A mask that lets NULL show. */
  public ColumnMask(int position, String column, MaskKind mask, String rule) {
    this(position, column, mask, rule, false);
  }
}
