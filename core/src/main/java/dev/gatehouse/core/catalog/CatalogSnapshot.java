package dev.gatehouse.core.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A database's schema at one moment. Immutable and safe to share between threads. */
public final class CatalogSnapshot {
  private final Dialect dialect;
  private final String serverVersion;
  private final List<String> searchPath;
  private final Map<RelationName, Relation> relations;
  private final Definitions definitions;

  /** A snapshot of a database that defines nothing besides relations. */
  public CatalogSnapshot(
      Dialect dialect,
      String serverVersion,
      List<String> searchPath,
      Collection<Relation> relations) {
    this(dialect, serverVersion, searchPath, relations, Definitions.none());
  }

  /**
   * @param dialect the server's dialect
   * @param serverVersion as the server reports it
   * @param searchPath the schemas in which an unqualified name is looked up, in order; the executor
   *     pins the session to the same list
   * @param relations every relation that a statement may name
   * @param definitions what else the database defines
   */
  public CatalogSnapshot(
      Dialect dialect,
      String serverVersion,
      List<String> searchPath,
      Collection<Relation> relations,
      Definitions definitions) {
    this.definitions = Objects.requireNonNull(definitions);
    this.dialect = Objects.requireNonNull(dialect);
    this.serverVersion = Objects.requireNonNull(serverVersion);
    this.searchPath = List.copyOf(searchPath);
    TreeMap<RelationName, Relation> byName = new TreeMap<>();
    for (Relation relation : relations) {
      if (byName.put(relation.name(), relation) != null) {
        throw new IllegalArgumentException("The catalog names " + relation.name() + " twice.");
      }
    }
    this.relations = byName;
  }

  public Dialect dialect() {
    return dialect;
  }

  public String serverVersion() {
    return serverVersion;
  }

  public List<String> searchPath() {
    return searchPath;
  }

  /** Routines, operators and types that the database defines. */
  public Definitions definitions() {
    return definitions;
  }

  /** All relations, in name order. */
  public Collection<Relation> relations() {
    return List.copyOf(relations.values());
  }

  /** The relation of that exact name. */
  public Optional<Relation> relation(RelationName name) {
    return Optional.ofNullable(relations.get(name));
  }

  /** The first relation of that name along the search path. */
  public Optional<Relation> resolve(String unqualified) {
    return searchPath.stream()
        .map(schema -> relations.get(new RelationName(schema, unqualified)))
        .filter(Objects::nonNull)
        .findFirst();
  }
}
