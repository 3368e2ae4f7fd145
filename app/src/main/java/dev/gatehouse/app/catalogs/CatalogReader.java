package dev.gatehouse.app.catalogs;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Definitions;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.ForeignKey;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.catalog.Routine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A catalog file to a snapshot; the form is that of {@code catalog.schema.json}. */
public final class CatalogReader {
  static final Set<String> FILE =
      Set.of(
          "version",
          "dialect",
          "server_version",
          "search_path",
          "relations",
          "routines",
          "operators",
          "enum_types");
  static final Set<String> RELATION =
      Set.of(
          "schema",
          "name",
          "kind",
          "columns",
          "primary_key",
          "foreign_keys",
          "view_definition",
          "parents",
          "estimated_rows");
  static final Set<String> COLUMN = Set.of("name", "type", "nullable", "generated_from");
  static final Set<String> KEY = Set.of("columns", "target", "target_columns");
  static final Set<String> NAME = Set.of("schema", "name");
  static final Set<String> ROUTINE =
      Set.of("schema", "name", "volatility", "owner_rights", "from_extension");

  private CatalogReader() {}

  /**
   * Reads it.
   *
   * @throws FileProblem with one sentence that names the place
   */
  public static CatalogSnapshot read(JsonNode file) throws FileProblem {
    Fields fields = Fields.of(file, "", FILE);
    if (fields.number("version", 1) != 1) {
      throw new FileProblem("This version reads catalogs of version 1.");
    }
    List<Relation> relations = new ArrayList<>();
    Set<RelationName> names = new HashSet<>();
    for (JsonNode item : fields.items("relations")) {
      Relation relation = relation(item, "relations[" + relations.size() + "]");
      if (!names.add(relation.name())) {
        throw new FileProblem("The catalog names " + relation.name() + " twice.");
      }
      relations.add(relation);
    }
    List<String> path = fields.has("search_path") ? fields.texts("search_path") : List.of("public");
    return new CatalogSnapshot(
        fields.word("dialect", Dialect.class, Dialect.POSTGRESQL),
        fields.text("server_version").orElse(""),
        path,
        relations,
        new Definitions(
            routines(fields), Set.copyOf(fields.texts("operators")), enumTypes(fields)));
  }

  private static Relation relation(JsonNode item, String place) throws FileProblem {
    Fields fields = Fields.of(item, place, RELATION);
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode column : fields.items("columns")) {
      Column read = column(column, place, columns.size());
      if (!names.add(read.name())) {
        throw new FileProblem(place + " names the column " + read.name() + " twice.");
      }
      columns.add(read);
    }
    List<RelationName> parents = new ArrayList<>();
    for (JsonNode parent : fields.items("parents")) {
      parents.add(name(parent, fields.place("parents")));
    }
    return new Relation(
        new RelationName(fields.required("schema"), fields.required("name")),
        fields.word("kind", RelationKind.class, RelationKind.TABLE),
        columns,
        fields.texts("primary_key"),
        foreignKeys(fields),
        fields.text("view_definition"),
        parents,
        fields.number("estimated_rows", -1));
  }

  private static Column column(JsonNode item, String relation, int index) throws FileProblem {
    Fields fields = Fields.of(item, relation + ".columns[" + index + "]", COLUMN);
    return new Column(
        fields.required("name"),
        index + 1,
        fields.text("type").orElse("text"),
        fields.flag("nullable", true),
        fields.text("generated_from"));
  }

  private static List<ForeignKey> foreignKeys(Fields relation) throws FileProblem {
    List<ForeignKey> keys = new ArrayList<>();
    for (JsonNode item : relation.items("foreign_keys")) {
      Fields fields = Fields.of(item, relation.place("foreign_keys"), KEY);
      keys.add(
          new ForeignKey(
              fields.texts("columns"),
              name(fields.node("target"), fields.place("target")),
              fields.texts("target_columns")));
    }
    return keys;
  }

  private static RelationName name(JsonNode item, String place) throws FileProblem {
    Fields fields = Fields.of(item, place, NAME);
    return new RelationName(fields.required("schema"), fields.required("name"));
  }

  private static List<Routine> routines(Fields file) throws FileProblem {
    List<Routine> routines = new ArrayList<>();
    for (JsonNode item : file.items("routines")) {
      Fields fields = Fields.of(item, "routines[" + routines.size() + "]", ROUTINE);
      routines.add(
          new Routine(
              new RelationName(fields.required("schema"), fields.required("name")),
              fields.word("volatility", Routine.Volatility.class, Routine.Volatility.VOLATILE),
              fields.flag("owner_rights", false),
              fields.flag("from_extension", false)));
    }
    return routines;
  }

  private static Set<RelationName> enumTypes(Fields file) throws FileProblem {
    Set<RelationName> types = new LinkedHashSet<>();
    for (JsonNode item : file.items("enum_types")) {
      types.add(name(item, "enum_types"));
    }
    return types;
  }
}
