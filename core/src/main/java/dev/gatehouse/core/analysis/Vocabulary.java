package dev.gatehouse.core.analysis;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement may call, cast to and compare with on one kind of server.
 *
 * @param routines names of built-in routines, in lower case, and what they are
 * @param operators the operators, in lower case; {@code ~~} stands for LIKE
 * @param moments words that are values of the moment or the session
 * @param types names of types, in lower case
 * @param ownSchema the schema under which a built-in routine may be named
 */
record Vocabulary(
    Map<String, RoutineKind> routines,
    Set<String> operators,
    Set<String> moments,
    Set<String> types,
    Optional<String> ownSchema) {
  Vocabulary {
    routines = Map.copyOf(routines);
    operators = Set.copyOf(operators);
    moments = Set.copyOf(moments);
    types = Set.copyOf(types);
  }
}
