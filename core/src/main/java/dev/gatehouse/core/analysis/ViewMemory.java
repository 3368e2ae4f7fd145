package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.RelationName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What reading a relation of one catalog means, found once. Safe for use by many threads. */
final class ViewMemory {
  /** A relation's columns, and every relation that is read with it. */
  record Reading(List<Scope.SourceColumn> columns, Set<RelationName> reads) {
    Reading {
      columns = List.copyOf(columns);
      reads = Set.copyOf(reads);
    }
  }

  private final Map<RelationName, Reading> readings = new ConcurrentHashMap<>();

  Optional<Reading> get(RelationName name) {
    return Optional.ofNullable(readings.get(name));
  }

  void put(RelationName name, Reading reading) {
    readings.put(name, reading);
  }
}
