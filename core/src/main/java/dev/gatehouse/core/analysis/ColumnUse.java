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
    /** An argument of a table function, the control of a conditional, or a divisor. */
    CONTROL,
    /**
     * Named, and so checked by the server, but neither shown nor used otherwise, as in {@code
     * exists (select c …)}.
     */
    REFERENCE
  }
}
