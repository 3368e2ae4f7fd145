package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.ColumnRef;
import java.util.Objects;

/**
 * A use of a column other than showing it: what could tell something about its values.
 *
 * @param column the catalog column
 * @param kind how it is used
 */
public record ColumnUse(ColumnRef column, Kind kind) {
  public ColumnUse {
    Objects.requireNonNull(column);
    Objects.requireNonNull(kind);
  }

  /** How a column is used. */
  public enum Kind {
    /** In WHERE or ON, other than a plain equality or a null test. */
    PREDICATE,
    /** Compared for equality with a literal or another column in WHERE. */
    EQUALITY,
    /** Compared for equality with another relation's column in a join. */
    JOIN,
    /** Only asked whether it is null. */
    PRESENCE,
    GROUPING,
    ORDERING,
    DISTINCT,
    HAVING,
    LIMIT,
    WINDOW,
    FILTER,
    /** Compared by UNION, INTERSECT or EXCEPT. */
    SET_OPERATION,
    /** Read to compute a value that is written. */
    WRITE_SOURCE,
    /** Written to. */
    WRITE_TARGET,
    /** An argument of a table function, or the control of a conditional. */
    CONTROL,
    /**
     * Its value decides whether or how long the statement runs, as in {@code 1 / (c - 5000)}, even
     * where the result is not shown.
     */
    FALLIBLE,
    /**
     * Given another name or place, or cut off from what says whose values it holds, so that a tag
     * by name may not follow: renamed, moved to another schema, detached from its family.
     */
    MOVED,
    /** Written with a text that looks like a mask, such as {@code '***1234'}. */
    PLACEHOLDER,
    /**
     * Named, and so checked by the server, but neither shown nor used otherwise, as in {@code
     * exists (select c …)}.
     */
    REFERENCE;

    /** Whether it says only how the column is written, so that none of its values is read. */
    public boolean isOfWriting() {
      return this == WRITE_TARGET || this == PLACEHOLDER;
    }
  }
}
