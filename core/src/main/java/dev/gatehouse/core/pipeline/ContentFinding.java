package dev.gatehouse.core.pipeline;

import java.util.Objects;

/**
 * A column that nobody tagged holds what looks like personal or secret data. Never a value.
 *
 * @param position 0-based position in the result
 * @param column the output column's name
 * @param tag what it looks like, such as {@code pci.card}
 * @param cells in how many cells so far
 * @param hidden whether it was replaced in them
 */
public record ContentFinding(int position, String column, String tag, long cells, boolean hidden) {
  public ContentFinding {
    Objects.requireNonNull(column);
    Objects.requireNonNull(tag);
  }
}
