package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.analysis.WriteTarget;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One thing that a statement does: an action on a relation, or on none ({@code SELECT 1}).
 *
 * @param system whether the relation is part of the server's own catalog; what the analysis admits
 *     of it holds names, not data, and needs no grant of its own
 */
record Access(Optional<RelationName> relation, Action action, boolean system) {
  /** Every access of a statement; never empty. */
  static Set<Access> of(Facts facts, CatalogSnapshot catalog) {
    Set<Access> accesses = new LinkedHashSet<>();
    for (RelationName read : new TreeSet<>(facts.reads())) {
      boolean system =
          catalog
              .relation(read)
              .map(Relation::kind)
              .filter(RelationKind.SYSTEM::equals)
              .isPresent();
      accesses.add(new Access(Optional.of(read), Action.READ, system));
    }
    for (WriteTarget write : facts.writes()) {
      for (Action action : writeActions(write.kind())) {
        accesses.add(new Access(Optional.of(write.relation()), action, false));
      }
    }
    if (accesses.stream().allMatch(Access::system)) {
      Action action = facts.kind() == StatementKind.DDL ? Action.DDL : Action.READ;
      accesses.add(new Access(Optional.empty(), action, false));
    }
    return accesses;
  }

  /** What a write may be; where the kind does not say, everything it could be. */
  private static List<Action> writeActions(StatementKind kind) {
    return switch (kind) {
      case INSERT -> List.of(Action.INSERT);
      case UPDATE -> List.of(Action.UPDATE);
      case DELETE, TRUNCATE -> List.of(Action.DELETE);
      case DDL -> List.of(Action.DDL);
      case SELECT, MERGE, EXPLAIN, TRANSACTION, UTILITY ->
          List.of(Action.INSERT, Action.UPDATE, Action.DELETE);
    };
  }

  /** As a sentence's part: {@code delete on shop.orders}. */
  String words() {
    return Words.word(action) + relation.map(name -> " on " + name).orElse("");
  }
}
