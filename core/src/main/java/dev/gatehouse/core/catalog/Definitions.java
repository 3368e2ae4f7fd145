package dev.gatehouse.core.catalog;

import java.util.List;
import java.util.Set;

/**
 * What a database defines besides relations.
 *
 * @param routines routines outside the server's own schemas
 * @param operators names of operators outside the server's own schemas that no extension brought
 * @param enumTypes enumerated types
 */
public record Definitions(
    List<Routine> routines, Set<String> operators, Set<RelationName> enumTypes) {
  public Definitions {
    routines = List.copyOf(routines);
    operators = Set.copyOf(operators);
    enumTypes = Set.copyOf(enumTypes);
  }

  /** Nothing besides relations. */
  public static Definitions none() {
    return new Definitions(List.of(), Set.of(), Set.of());
  }
}
