package dev.gatehouse.core.policy;

import java.util.Objects;

/**
 * Columns that carry a tag.
 *
 * @param columns which columns
 * @param tag the tag, such as {@code pii.email}
 * @param linkable whether a rule may allow equality and joins over them
 * @param presenceClosed whether even {@code count} and null tests count as a use of the values
 * @param line where it stands in the file
 */
public record TagRule(
    ColumnPattern columns, String tag, boolean linkable, boolean presenceClosed, int line) {
  public TagRule {
    Objects.requireNonNull(columns);
    Objects.requireNonNull(tag);
  }
}
