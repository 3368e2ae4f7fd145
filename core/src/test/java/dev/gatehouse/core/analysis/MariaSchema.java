package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Definitions;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The schema of the cases on MariaDB: as a catalog, and as the statements that make it on a server.
 */
final class MariaSchema {
  static final List<Relation> RELATIONS = read();

  private MariaSchema() {}

  static CatalogSnapshot snapshot() {
    return snapshot(Dialect.MARIADB, false);
  }

  static CatalogSnapshot snapshot(Dialect dialect, boolean ignoresCase) {
    return new CatalogSnapshot(
        dialect, "10.11", List.of("shop"), RELATIONS, Definitions.none(), ignoresCase);
  }

  /** What makes the schema. */
  static List<String> statements() {
    List<String> statements =
        new ArrayList<>(List.of("create database shop", "create database other"));
    for (Relation relation : RELATIONS) {
      statements.add(
          relation.kind() == RelationKind.VIEW
              ? "create view " + name(relation) + " as " + relation.viewDefinition().orElseThrow()
              : table(relation));
    }
    return statements;
  }

  static String name(Relation relation) {
    return "`" + relation.name().schema() + "`.`" + relation.name().name() + "`";
  }

  private static String table(Relation relation) {
    List<String> parts = new ArrayList<>();
    for (Column column : relation.columns()) {
      String generated = column.generatedFrom().map(e -> " as (" + e + ") virtual").orElse("");
      parts.add("`" + column.name() + "` " + column.type() + generated);
    }
    parts.add("primary key (`" + relation.primaryKey().getFirst() + "`)");
    return "create table " + name(relation) + " (" + String.join(", ", parts) + ")";
  }

  private static List<Relation> read() {
    List<Relation> relations = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : TestCatalog.resource("mariadb-schema.txt").lines().toList()) {
      if (!line.startsWith("#")) {
        if (!line.startsWith(" ") && !block.isEmpty()) {
          relations.add(relation(block));
          block.clear();
        }
        block.add(line);
      }
    }
    relations.add(relation(block));
    return List.copyOf(relations);
  }

  private static Relation relation(List<String> block) {
    String head = block.getFirst();
    boolean view = head.startsWith("view ");
    int as = head.indexOf(" AS ");
    String full = (as < 0 ? head : head.substring(0, as)).substring(head.indexOf(' ') + 1);
    List<Column> columns = new ArrayList<>();
    List<String> key = new ArrayList<>();
    for (String line : block.subList(1, block.size())) {
      String[] parts = line.strip().split(" AS ", 2);
      int blank = parts[0].indexOf(' ');
      String type = parts[0].substring(blank + 1);
      if (type.endsWith(" PK")) {
        key.add(parts[0].substring(0, blank));
      }
      columns.add(
          new Column(
              parts[0].substring(0, blank),
              columns.size() + 1,
              type.replace(" PK", ""),
              !type.endsWith(" PK"),
              parts.length > 1 ? Optional.of(parts[1]) : Optional.empty()));
    }
    return new Relation(
        new RelationName(
            full.substring(0, full.indexOf('.')), full.substring(full.indexOf('.') + 1)),
        view ? RelationKind.VIEW : RelationKind.TABLE,
        columns,
        key,
        List.of(),
        view ? Optional.of(head.substring(as + 4)) : Optional.empty(),
        List.of(),
        -1);
  }
}
