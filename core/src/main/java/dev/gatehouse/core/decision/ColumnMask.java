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
 */
public record ColumnMask(int position, String column, MaskKind mask, String rule) {
  public ColumnMask {
    Objects.requireNonNull(column);
    Objects.requireNonNull(mask);
    Objects.requireNonNull(rule);
  }
}
