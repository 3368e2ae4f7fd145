package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table with its parents and children: partitions and inheritance keep the same rows under
 * several names, so a column is also the column of that name everywhere in the family.
 */
record Family(Relation self, List<Relation> ancestors, List<Relation> descendants) {
  static Family of(Relation relation, CatalogSnapshot catalog) {
    List<Relation> ancestors = new ArrayList<>();
    Deque<RelationName> up = new ArrayDeque<>(relation.parents());
    Set<RelationName> seen = new HashSet<>();
    while (!up.isEmpty()) {
      RelationName name = up.pop();
      if (seen.add(name)) {
        catalog
            .relation(name)
            .ifPresent(
                parent -> {
                  ancestors.add(parent);
                  up.addAll(parent.parents());
                });
      }
    }
    return new Family(relation, ancestors, descendants(relation, catalog));
  }

  private static List<Relation> descendants(Relation relation, CatalogSnapshot catalog) {
    Map<RelationName, Relation> found = new LinkedHashMap<>();
    Deque<RelationName> down = new ArrayDeque<>();
    down.add(relation.name());
    while (!down.isEmpty()) {
      for (Relation child : catalog.children(down.pop())) {
        if (found.putIfAbsent(child.name(), child) == null) {
          down.add(child.name());
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Where a column's values come from: itself, and the same column of the family. */
  Lineage lineage(String column) {
    List<Lineage> parts = new ArrayList<>();
    parts.add(new Lineage.Direct(new ColumnRef(self.name(), column)));
    for (List<Relation> kin : List.of(ancestors, descendants)) {
      for (Relation relation : kin) {
        if (relation.column(column).isPresent()) {
          parts.add(new Lineage.Direct(new ColumnRef(relation.name(), column)));
        }
      }
    }
    return Lineages.anyOf(parts);
  }

  /** What is read with it: its parents, and children that are tables of their own. */
  Set<RelationName> readWith() {
    Set<RelationName> reads = new HashSet<>();
    reads.add(self.name());
    ancestors.forEach(relation -> reads.add(relation.name()));
    if (self.kind() != RelationKind.PARTITIONED_TABLE) {
      descendants.forEach(relation -> reads.add(relation.name()));
    }
    return reads;
  }
}
