package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.ColumnRef;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How lineages combine. */
final class Lineages {
  static final Lineage CONSTANT = new Lineage.Constant();

  private Lineages() {}

  /** What an expression over these shows: presence only where every part shows no more. */
  static Lineage derived(Collection<Lineage> parts) {
    Set<ColumnRef> values = new HashSet<>();
    Set<ColumnRef> presences = new HashSet<>();
    for (Lineage part : parts) {
      collect(part, values, presences);
    }
    if (values.isEmpty()) {
      return presences.isEmpty() ? CONSTANT : new Lineage.Presence(presences);
    }
    values.addAll(presences);
    return new Lineage.Derived(values);
  }

  static Lineage derived(Lineage... parts) {
    return derived(List.of(parts));
  }

  /** Any one of these, flat and without repetition. */
  static Lineage anyOf(Collection<Lineage> parts) {
    Set<Lineage> flat = new LinkedHashSet<>();
    Set<ColumnRef> derived = new HashSet<>();
    Set<ColumnRef> presences = new HashSet<>();
    flatten(parts, flat, derived, presences);
    if (!derived.isEmpty()) {
      flat.add(new Lineage.Derived(derived));
    }
    if (!presences.isEmpty()) {
      flat.add(new Lineage.Presence(presences));
    }
    if (flat.isEmpty()) {
      return CONSTANT;
    }
    return flat.size() == 1 ? flat.iterator().next() : new Lineage.AnyOf(flat);
  }

  private static void flatten(
      Collection<Lineage> parts,
      Set<Lineage> direct,
      Set<ColumnRef> derived,
      Set<ColumnRef> presences) {
    for (Lineage part : parts) {
      switch (part) {
        case Lineage.Direct column -> direct.add(column);
        case Lineage.Derived value -> derived.addAll(value.sources());
        case Lineage.Presence presence -> presences.addAll(presence.sources());
        case Lineage.AnyOf any -> flatten(any.branches(), direct, derived, presences);
        case Lineage.Constant _ -> {}
      }
    }
  }

  /** Whether it is a column itself, or one of several. */
  static boolean isPlain(Lineage lineage) {
    return switch (lineage) {
      case Lineage.Direct _ -> true;
      case Lineage.AnyOf any -> any.branches().stream().allMatch(Lineages::isPlain);
      case Lineage.Derived _, Lineage.Presence _, Lineage.Constant _ -> false;
    };
  }

  /** What a null test shows of it. */
  static Lineage presence(Lineage lineage) {
    return switch (lineage) {
      case Lineage.Direct column -> new Lineage.Presence(column.sources());
      case Lineage.Presence presence -> presence;
      case Lineage.Constant constant -> constant;
      case Lineage.Derived derived -> derived;
      case Lineage.AnyOf any ->
          any.branches().stream().allMatch(b -> isPlain(b) || b instanceof Lineage.Presence)
              ? new Lineage.Presence(any.sources())
              : new Lineage.Derived(any.sources());
    };
  }

  /** The columns whose values it shows a part of. */
  static Set<ColumnRef> values(Lineage lineage) {
    Set<ColumnRef> values = new HashSet<>();
    collect(lineage, values, new HashSet<>());
    return values;
  }

  /** The columns of which it shows only the presence. */
  static Set<ColumnRef> presences(Lineage lineage) {
    Set<ColumnRef> presences = new HashSet<>();
    collect(lineage, new HashSet<>(), presences);
    return presences;
  }

  private static void collect(Lineage part, Set<ColumnRef> values, Set<ColumnRef> presences) {
    switch (part) {
      case Lineage.Direct column -> values.add(column.column());
      case Lineage.Derived value -> values.addAll(value.sources());
      case Lineage.Presence presence -> presences.addAll(presence.sources());
      case Lineage.AnyOf any -> any.branches().forEach(b -> collect(b, values, presences));
      case Lineage.Constant _ -> {}
    }
  }
}
