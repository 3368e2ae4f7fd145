package dev.gatehouse.core.policy;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which columns of a catalog a policy masks. A tag on a column holds in the whole family of
 * partitions and inheriting tables, since the same rows are read through each of them; a generated
 * column has the full mask where its expression could name a masked column. Safe for use by many
 * threads; columns are looked at when they are first asked for.
 */
public final class SensitiveColumns {
  private final PolicySet policy;
  private final CatalogSnapshot catalog;
  private final Map<RelationName, Set<RelationName>> families;
  private final Map<ColumnRef, Optional<SensitiveColumn>> known = new ConcurrentHashMap<>();

  private SensitiveColumns(PolicySet policy, CatalogSnapshot catalog) {
    this.policy = policy;
    this.catalog = catalog;
    this.families = families(catalog);
  }

  /** For that policy and catalog. */
  public static SensitiveColumns of(PolicySet policy, CatalogSnapshot catalog) {
    return new SensitiveColumns(policy, catalog);
  }

  /** The column's masks, if a mask covers it. */
  public Optional<SensitiveColumn> of(ColumnRef column) {
    Optional<SensitiveColumn> found = known.get(column);
    if (found == null) {
      found = find(column, Set.of());
      known.put(column, found);
    }
    return found;
  }

  /** Whether the column is a view's, and so another name for what the view is made of. */
  public boolean isOfView(ColumnRef column) {
    return catalog
        .relation(column.relation())
        .map(relation -> relation.viewDefinition().isPresent())
        .orElse(false);
  }

  /** Whether a mask covers the column before any grant lifts it. */
  public boolean covers(ColumnRef column) {
    return of(column).isPresent();
  }

  /** Every tag of the column, also those whose mask is {@code none}. */
  public Set<String> tagsOf(ColumnRef column) {
    Set<String> tags = new HashSet<>();
    tagRules(column).forEach(rule -> tags.add(rule.tag()));
    of(column).ifPresent(sensitive -> tags.addAll(sensitive.masks().keySet()));
    return tags;
  }

  /** Whether a mask covers any column of the relation. */
  public boolean coversAnyOf(RelationName relation) {
    return catalog.relation(relation).stream()
        .flatMap(found -> found.columns().stream())
        .anyMatch(column -> covers(new ColumnRef(relation, column.name())));
  }

  private Optional<SensitiveColumn> find(ColumnRef column, Set<ColumnRef> visited) {
    Map<String, MaskKind> masks = new HashMap<>();
    boolean linkable = true;
    boolean closed = false;
    for (TagRule rule : tagRules(column)) {
      MaskKind mask = policy.masks().getOrDefault(rule.tag(), MaskKind.REDACT);
      if (mask != MaskKind.NONE) {
        masks.put(rule.tag(), mask);
        linkable &= rule.linkable();
        closed |= rule.presenceClosed();
      }
    }
    for (SensitiveColumn part : generatedFrom(column, visited)) {
      part.masks().keySet().forEach(tag -> masks.put(tag, MaskKind.REDACT));
      linkable = false;
      closed |= part.presenceClosed();
    }
    return masks.isEmpty()
        ? Optional.empty()
        : Optional.of(new SensitiveColumn(column, masks, linkable, closed));
  }

  private List<TagRule> tagRules(ColumnRef column) {
    Set<RelationName> family = families.getOrDefault(column.relation(), Set.of(column.relation()));
    return policy.tags().stream()
        .filter(
            rule ->
                family.stream()
                    .anyMatch(
                        member -> rule.columns().matches(new ColumnRef(member, column.column()))))
        .toList();
  }

  /** Errs on the safe side: a column counts as used where its name stands in the expression. */
  private List<SensitiveColumn> generatedFrom(ColumnRef column, Set<ColumnRef> visited) {
    Optional<Relation> relation = catalog.relation(column.relation());
    Optional<String> expression =
        relation.flatMap(r -> r.column(column.column())).flatMap(Column::generatedFrom);
    if (expression.isEmpty() || visited.contains(column)) {
      return List.of();
    }
    Set<ColumnRef> seen = new HashSet<>(visited);
    seen.add(column);
    String text = expression.get().toLowerCase(Locale.ROOT);
    return relation.get().columns().stream()
        .map(Column::name)
        .filter(name -> text.contains(name.toLowerCase(Locale.ROOT)))
        .map(name -> new ColumnRef(column.relation(), name))
        .filter(other -> !other.equals(column))
        .flatMap(other -> find(other, seen).stream())
        .toList();
  }

  private static Map<RelationName, Set<RelationName>> families(CatalogSnapshot catalog) {
    Map<RelationName, Set<RelationName>> families = new HashMap<>();
    for (Relation relation : catalog.relations()) {
      for (RelationName parent : relation.parents()) {
        Set<RelationName> joined = new HashSet<>();
        joined.addAll(families.getOrDefault(relation.name(), Set.of(relation.name())));
        joined.addAll(families.getOrDefault(parent, Set.of(parent)));
        joined.forEach(member -> families.put(member, joined));
      }
    }
    return families;
  }
}
