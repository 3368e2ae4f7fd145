package dev.gatehouse.core.policy;

import dev.gatehouse.core.catalog.RelationName;
import java.util.Objects;

/** A pattern of relation names, {@code schema.relation} with {@code *} for any characters. */
public record RelationPattern(Glob schema, Glob relation) {
  public RelationPattern {
    Objects.requireNonNull(schema);
    Objects.requireNonNull(relation);
  }

  /**
   * Reads {@code sales.*} and the like.
   *
   * @throws IllegalArgumentException with one sentence where it has not exactly two parts
   */
  public static RelationPattern parse(String pattern) {
    Glob[] parts = Glob.parts(pattern, 2, "schema.relation");
    return new RelationPattern(parts[0], parts[1]);
  }

  public boolean matches(RelationName name) {
    return schema.matches(name.schema()) && relation.matches(name.name());
  }

  /** Whether every relation that fits the other pattern fits this one too. */
  public boolean covers(RelationPattern other) {
    return schema.covers(other.schema) && relation.covers(other.relation);
  }

  /** Whether some relation could fit both. */
  public boolean overlaps(RelationPattern other) {
    return schema.overlaps(other.schema) && relation.overlaps(other.relation);
  }

  @Override
  public String toString() {
    return schema + "." + relation;
  }
}
