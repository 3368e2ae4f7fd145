package dev.gatehouse.core.policy;

import dev.gatehouse.core.catalog.ColumnRef;
import java.util.Objects;

/** A pattern of columns, {@code schema.relation.column} with {@code *} for any characters. */
public record ColumnPattern(Glob schema, Glob relation, Glob column) {
  public ColumnPattern {
    Objects.requireNonNull(schema);
    Objects.requireNonNull(relation);
    Objects.requireNonNull(column);
  }

  /**
   * Reads {@code *.customers.email} and the like.
   *
   * @throws IllegalArgumentException with one sentence where it has not exactly three parts
   */
  public static ColumnPattern parse(String pattern) {
    Glob[] parts = Glob.parts(pattern, 3, "schema.relation.column");
    return new ColumnPattern(parts[0], parts[1], parts[2]);
  }

  public boolean matches(ColumnRef ref) {
    return column.matches(ref.column())
        && relation.matches(ref.relation().name())
        && schema.matches(ref.relation().schema());
  }

  @Override
  public String toString() {
    return schema + "." + relation + "." + column;
  }
}
