package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.ColumnRef;
import java.util.Set;

/** Where the values of an output column come from. */
public sealed interface Lineage {
  /** Every catalog column that has a part in it. */
  Set<ColumnRef> sources();

  /** The column itself, unchanged. */
  record Direct(ColumnRef column) implements Lineage {
    @Override
    public Set<ColumnRef> sources() {
      return Set.of(column);
    }
  }

  /** Computed from columns; any masked one among them masks the whole. */
  record Derived(Set<ColumnRef> sources) implements Lineage {
    public Derived {
      sources = Set.copyOf(sources);
    }
  }

  /**
   * Says only whether values are there ({@code count(c)}, {@code c IS NULL}), never what they are.
   */
  record Presence(Set<ColumnRef> sources) implements Lineage {
    public Presence {
      sources = Set.copyOf(sources);
    }
  }

  /** One of several, by position of a set operation; the strictest mask of all holds. */
  record AnyOf(Set<Lineage> branches) implements Lineage {
    public AnyOf {
      branches = Set.copyOf(branches);
    }

    @Override
    public Set<ColumnRef> sources() {
      return branches.stream()
          .flatMap(branch -> branch.sources().stream())
          .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
  }

  /** No column has a part in it. */
  record Constant() implements Lineage {
    @Override
    public Set<ColumnRef> sources() {
      return Set.of();
    }
  }
}
