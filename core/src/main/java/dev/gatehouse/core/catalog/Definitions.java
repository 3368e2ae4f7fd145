package dev.gatehouse.core.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a database defines besides relations.
 *
 * @param routines routines outside the server's own schemas
 * @param operators names of operators outside the server's own schemas that no extension brought
 * @param enumTypes enumerated types
 * @param partitionKeys the columns that a partitioned table is partitioned by; empty or absent
 *     where an expression decides or nothing is known
 */
public record Definitions(
    List<Routine> routines,
    Set<String> operators,
    Set<RelationName> enumTypes,
    Map<RelationName, Set<String>> partitionKeys) {
  public Definitions {
    routines = List.copyOf(routines);
    operators = Set.copyOf(operators);
    enumTypes = Set.copyOf(enumTypes);
    partitionKeys = Map.copyOf(partitionKeys);
  }

  /** Without knowledge of partition keys. */
  public Definitions(List<Routine> routines, Set<String> operators, Set<RelationName> enumTypes) {
    this(routines, operators, enumTypes, Map.of());
  }

  /** Nothing besides relations. */
  public static Definitions none() {
    return new Definitions(List.of(), Set.of(), Set.of());
  }
}
