package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.decision.ColumnMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.control.TreeItem;
import org.jspecify.annotations.Nullable;

/** Makes the tree below a connected source: schemas at once, columns when a table is opened. */
final class SchemaItems {
  private SchemaItems() {}

  /**
   * The schemas, with the relations that fit.
   *
   * @param filter part of a relation's or a column's name in lower case; empty for all
   */
  static List<TreeItem<TreeEntry>> schemas(
      Connection connection, CatalogSnapshot catalog, String filter) {
    Map<String, List<Relation>> bySchema = new TreeMap<>();
    for (Relation relation : catalog.relations()) {
      if (relation.kind() != RelationKind.SYSTEM && fits(relation, filter)) {
        bySchema.computeIfAbsent(relation.name().schema(), s -> new ArrayList<>()).add(relation);
      }
    }
    List<TreeItem<TreeEntry>> items = new ArrayList<>();
    boolean open = bySchema.size() == 1 || !filter.isEmpty();
    bySchema.forEach(
        (schema, relations) -> {
          TreeItem<TreeEntry> item =
              new TreeItem<>(new TreeEntry.Schema(connection, schema, relations.size()));
          relations.forEach(relation -> item.getChildren().add(table(connection, relation)));
          item.setExpanded(open || catalog.searchPath().contains(schema));
          items.add(item);
        });
    return items;
  }

  private static boolean fits(Relation relation, String filter) {
    return filter.isEmpty()
        || relation.name().toString().toLowerCase(Locale.ROOT).contains(filter)
        || relation.columns().stream()
            .anyMatch(column -> column.name().toLowerCase(Locale.ROOT).contains(filter));
  }

  private static TreeItem<TreeEntry> table(Connection connection, Relation relation) {
    TreeItem<TreeEntry> item = new TreeItem<>(new TreeEntry.Table(connection, relation));
    item.getChildren().add(new TreeItem<>(new TreeEntry.Note("…")));
    item.expandedProperty()
        .addListener(
            (value, was, expanded) -> {
              if (expanded && item.getChildren().getFirst().getValue() instanceof TreeEntry.Note) {
                connection.masks().ask(relation, governed -> fill(item, relation, governed));
              }
            });
    return item;
  }

  private static void fill(TreeItem<TreeEntry> item, Relation relation, Masks.Governed governed) {
    List<TreeItem<TreeEntry>> columns = new ArrayList<>();
    governed.denial().ifPresent(why -> columns.add(new TreeItem<>(new TreeEntry.Note(why))));
    for (Column column : relation.columns()) {
      @Nullable ColumnMask mask = governed.masks().get(column.name());
      columns.add(
          new TreeItem<>(
              new TreeEntry.TableColumn(
                  relation,
                  column,
                  mask == null ? "" : mask.mask().policyName(),
                  mask == null ? "" : mask.rule())));
    }
    if (columns.isEmpty()) {
      columns.add(new TreeItem<>(new TreeEntry.Note(Strings.get("tree.noColumns"))));
    }
    item.getChildren().setAll(columns);
  }
}
