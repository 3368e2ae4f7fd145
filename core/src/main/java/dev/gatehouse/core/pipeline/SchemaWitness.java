package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.WriteTarget;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.execution.ResultStream;
import dev.gatehouse.core.execution.SqlFailureException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether what a statement read is what the analysis read about. A view replaced, columns renamed
 * or a relation put before another on the search path would turn lineage and masks into those of
 * something else, and the roles' privileges stay with the new definition. So the relations are read
 * again while the statement holds its locks on them, before a row is shown or a write is kept.
 * Immutable, for one catalog.
 */
final class SchemaWitness {
  private final CatalogSnapshot catalog;

  SchemaWitness(CatalogSnapshot catalog) {
    this.catalog = catalog;
  }

  /** What matters to the analysis of a relation. */
  private record Shape(
      RelationKind kind,
      List<String> columns,
      Optional<String> viewDefinition,
      Set<RelationName> parents) {
    static Shape of(Relation relation) {
      return new Shape(
          relation.kind(),
          relation.columns().stream()
              .map(c -> c.name() + " " + c.type() + " " + c.generatedFrom().orElse(""))
              .toList(),
          relation.viewDefinition(),
          Set.copyOf(relation.parents()));
    }
  }

  /**
   * A relation that is no longer what the catalog says, if there is one; empty also where the
   * server cannot be asked while it sends rows.
   *
   * @throws SqlFailureException where the server failed
   */
  Optional<RelationName> changed(Facts facts, ResultStream stream) throws SqlFailureException {
    Set<RelationName> touched = touched(facts);
    if (touched.isEmpty()) {
      return Optional.empty();
    }
    Set<String> schemas = new LinkedHashSet<>(catalog.searchPath());
    Set<String> names = new LinkedHashSet<>();
    touched.forEach(
        name -> {
          schemas.add(name.schema());
          names.add(name.name());
        });
    Optional<List<Relation>> present = stream.present(schemas, names);
    if (present.isEmpty()) {
      return Optional.empty();
    }
    Map<RelationName, Shape> then = expected(schemas, names);
    Map<RelationName, Shape> now = new TreeMap<>();
    present.get().stream()
        .filter(relation -> !isSystem(relation.name()))
        .forEach(relation -> now.put(relation.name(), Shape.of(relation)));
    Set<RelationName> either = new HashSet<>(then.keySet());
    either.addAll(now.keySet());
    return either.stream()
        .filter(name -> then.get(name) == null || !then.get(name).equals(now.get(name)))
        .sorted()
        .findFirst();
  }

  private Set<RelationName> touched(Facts facts) {
    Set<RelationName> touched = new HashSet<>(facts.reads());
    facts.writes().stream().map(WriteTarget::relation).forEach(touched::add);
    touched.removeIf(this::isSystem);
    return touched;
  }

  private Map<RelationName, Shape> expected(Set<String> schemas, Set<String> names) {
    Map<RelationName, Shape> expected = new TreeMap<>();
    for (String schema : schemas) {
      for (String name : names) {
        RelationName full = new RelationName(schema, name);
        if (!isSystem(full)) {
          catalog.relation(full).ifPresent(r -> expected.put(full, Shape.of(r)));
          catalog.children(full).forEach(child -> expected.put(child.name(), Shape.of(child)));
        }
      }
    }
    return expected;
  }

  /** The server's own relations do not change under a statement. */
  private boolean isSystem(RelationName name) {
    return name.schema().equals("pg_catalog")
        || name.schema().equals("information_schema")
        || catalog.relation(name).filter(r -> r.kind() == RelationKind.SYSTEM).isPresent();
  }
}
