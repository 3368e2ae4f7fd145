package dev.gatehouse.core.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
  private final Map<RelationName, List<Relation>> children = new HashMap<>();
  private final Definitions definitions;
  private final boolean relationNamesIgnoreCase;

  /** A snapshot of a database that defines nothing besides relations. */
  public CatalogSnapshot(
      Dialect dialect,
      String serverVersion,
      List<String> searchPath,
      Collection<Relation> relations) {
    this(dialect, serverVersion, searchPath, relations, Definitions.none());
  }

  /** A snapshot of a database whose server tells names of relations apart by case. */
  public CatalogSnapshot(
      Dialect dialect,
      String serverVersion,
      List<String> searchPath,
      Collection<Relation> relations,
      Definitions definitions) {
    this(dialect, serverVersion, searchPath, relations, definitions, false);
  }

  /**
   * @param dialect the server's dialect
   * @param serverVersion as the server reports it
   * @param searchPath the schemas in which an unqualified name is looked up, in order; the executor
   *     pins the session to the same list
   * @param relations every relation that a statement may name
   * @param definitions what else the database defines
   * @param relationNamesIgnoreCase whether the server takes {@code Users} and {@code users} for the
   *     same relation ({@code lower_case_table_names} of MariaDB and MySQL is not 0)
   */
  public CatalogSnapshot(
      Dialect dialect,
      String serverVersion,
      List<String> searchPath,
      Collection<Relation> relations,
      Definitions definitions,
      boolean relationNamesIgnoreCase) {
    this.definitions = Objects.requireNonNull(definitions);
    this.dialect = Objects.requireNonNull(dialect);
    this.serverVersion = Objects.requireNonNull(serverVersion);
    this.searchPath = List.copyOf(searchPath);
    this.relationNamesIgnoreCase = relationNamesIgnoreCase;
    TreeMap<RelationName, Relation> byName = new TreeMap<>();
    for (Relation relation : relations) {
      if (byName.put(key(relation.name()), relation) != null) {
        throw new IllegalArgumentException("The catalog names " + relation.name() + " twice.");
      }
    }
    this.relations = byName;
    for (Relation relation : byName.values()) {
      for (RelationName parent : relation.parents()) {
        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(relation);
      }
    }
  }

  /** MariaDB and MySQL never tell names of the information schema apart by case. */
  private RelationName key(RelationName name) {
    boolean ignoresCase =
        relationNamesIgnoreCase
            || dialect != Dialect.POSTGRESQL
                && name.schema().equalsIgnoreCase("information_schema");
    return ignoresCase
        ? new RelationName(
            name.schema().toLowerCase(Locale.ROOT), name.name().toLowerCase(Locale.ROOT))
        : name;
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

  /** Whether names of relations that differ in case alone are the same name. */
  public boolean relationNamesIgnoreCase() {
    return relationNamesIgnoreCase;
  }

  /**
   * The relations that inherit from it or are its partitions, in name order; not theirs in turn.
   */
  public List<Relation> children(RelationName parent) {
    return List.copyOf(children.getOrDefault(parent, List.of()));
  }

  /** The relation of that name; its own name is as the server stores it. */
  public Optional<Relation> relation(RelationName name) {
    return Optional.ofNullable(relations.get(key(name)));
  }

  /** The first relation of that name along the search path. */
  public Optional<Relation> resolve(String unqualified) {
    return searchPath.stream()
        .map(schema -> relations.get(key(new RelationName(schema, unqualified))))
        .filter(Objects::nonNull)
        .findFirst();
  }
}
