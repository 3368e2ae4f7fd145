package dev.gatehouse.core.catalog;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a snapshot is made of, as it travels from who may read the whole of a schema to who analyses
 * statements against it: names, types, keys and definitions, never rows.
 *
 * @param dialect of its server
 * @param serverVersion as the server reports it
 * @param searchPath where unqualified names are looked up
 * @param relationNamesIgnoreCase whether names of relations differ by more than case
 * @param relations those that travel
 * @param definitions routines, operators and types
 */
public record CatalogParts(
    Dialect dialect,
    String serverVersion,
    List<String> searchPath,
    boolean relationNamesIgnoreCase,
    List<Relation> relations,
    Definitions definitions) {
  public CatalogParts {
    searchPath = List.copyOf(searchPath);
    relations = List.copyOf(relations);
  }

  /** The part of a snapshot whose relations the predicate takes. */
  public static CatalogParts of(CatalogSnapshot catalog, Predicate<Relation> covered) {
    return new CatalogParts(
        catalog.dialect(),
        catalog.serverVersion(),
        catalog.searchPath(),
        catalog.relationNamesIgnoreCase(),
        catalog.relations().stream().filter(covered).toList(),
        catalog.definitions());
  }

  /** The snapshot that statements are analysed against. */
  public CatalogSnapshot snapshot() {
    return new CatalogSnapshot(
        dialect, serverVersion, searchPath, relations, definitions, relationNamesIgnoreCase);
  }
}
