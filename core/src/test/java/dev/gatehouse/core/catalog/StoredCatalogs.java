package dev.gatehouse.core.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the catalog reader said of the tests' databases, one relation a line, so that analysis and
 * decision are tested without a server. {@code StoredCatalogsTest} holds the files to what a real
 * server says, and writes them anew with {@code -Dcatalogs.write=true}. The server's own relations
 * are the same in all and stand in a file of their own.
 */
public final class StoredCatalogs {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, CatalogSnapshot> READ = new ConcurrentHashMap<>();

  /** The first line of a file: everything but the relations. */
  private record Head(
      Dialect dialect,
      String serverVersion,
      List<String> searchPath,
      List<Routine> routines,
      List<String> operators,
      List<RelationName> enumTypes,
      boolean relationNamesIgnoreCase) {}

  private StoredCatalogs() {}

  /**
   * The catalog of that name: {@code cases}, {@code attacks} or {@code honest} of PostgreSQL,
   * {@code mariadb-attacks} or {@code mariadb-honest}.
   */
  public static CatalogSnapshot of(String name) {
    return READ.computeIfAbsent(name, StoredCatalogs::read);
  }

  private static CatalogSnapshot read(String name) {
    List<String> lines = text(name).lines().toList();
    Head head = JSON.readValue(lines.getFirst(), Head.class);
    List<Relation> relations = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      relations.add(JSON.readValue(line, Relation.class));
    }
    text(system(head.dialect))
        .lines()
        .map(line -> JSON.readValue(line, Relation.class))
        .forEach(relations::add);
    return new CatalogSnapshot(
        head.dialect,
        head.serverVersion,
        head.searchPath,
        relations,
        new Definitions(head.routines, Set.copyOf(head.operators), Set.copyOf(head.enumTypes)),
        head.relationNamesIgnoreCase);
  }

  /** A catalog as its file holds it. */
  static String write(CatalogSnapshot catalog) {
    StringBuilder text = new StringBuilder();
    Definitions definitions = catalog.definitions();
    Head head =
        new Head(
            catalog.dialect(),
            version(catalog),
            catalog.searchPath(),
            definitions.routines(),
            definitions.operators().stream().sorted().toList(),
            definitions.enumTypes().stream().sorted().toList(),
            catalog.relationNamesIgnoreCase());
    text.append(JSON.writeValueAsString(head)).append('\n');
    relations(catalog, false).forEach(r -> text.append(JSON.writeValueAsString(r)).append('\n'));
    return text.toString();
  }

  /** The file of the server's own relations. */
  static String system(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> "system";
      case MARIADB -> "mariadb-system";
      case MYSQL -> throw new IllegalArgumentException("no catalog of MySQL is stored");
    };
  }

  /** Of a server that the system brings, the series alone: its patches come when they like. */
  private static String version(CatalogSnapshot catalog) {
    String version = catalog.serverVersion();
    return catalog.dialect() == Dialect.MARIADB
        ? version.replaceFirst("^([0-9]+\\.[0-9]+).*$", "$1")
        : version;
  }

  /** The server's own relations as their file holds them. */
  static String writeSystem(CatalogSnapshot catalog) {
    StringBuilder text = new StringBuilder();
    relations(catalog, true).forEach(r -> text.append(JSON.writeValueAsString(r)).append('\n'));
    return text.toString();
  }

  private static List<Relation> relations(CatalogSnapshot catalog, boolean system) {
    return catalog.relations().stream()
        .filter(relation -> (relation.kind() == RelationKind.SYSTEM) == system)
        .map(StoredCatalogs::withoutEstimate)
        .sorted(Comparator.comparing(Relation::name))
        .toList();
  }

  /** The server's estimate of rows depends on when it last looked. */
  private static Relation withoutEstimate(Relation relation) {
    return new Relation(
        relation.name(),
        relation.kind(),
        relation.columns(),
        relation.primaryKey(),
        relation.foreignKeys(),
        relation.viewDefinition(),
        relation.parents(),
        -1);
  }

  static String text(String name) {
    try (InputStream in =
        StoredCatalogs.class.getResourceAsStream("/catalogs/" + name + ".jsonl")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
