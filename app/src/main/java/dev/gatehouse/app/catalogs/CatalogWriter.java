package dev.gatehouse.app.catalogs;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ForeignKey;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.catalog.Routine;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A snapshot to a catalog file that {@link CatalogReader} reads again as it was: keys in snake
 * case, constants in lower case, and what says nothing left out.
 */
public final class CatalogWriter {
  private final JsonGenerator json;

  private CatalogWriter(JsonGenerator json) {
    this.json = json;
  }

  /** The file's text, indented. */
  public static String write(CatalogSnapshot catalog) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        JsonMapper.builder()
            .build()
            .writer()
            .with(new DefaultPrettyPrinter())
            .createGenerator(text)) {
      new CatalogWriter(json).catalog(catalog);
    }
    return text.append('\n').toString();
  }

  private void catalog(CatalogSnapshot catalog) {
    json.writeStartObject();
    json.writeNumberProperty("version", 1);
    json.writeStringProperty("dialect", word(catalog.dialect()));
    json.writeStringProperty("server_version", catalog.serverVersion());
    texts("search_path", catalog.searchPath());
    json.writeName("relations").writeStartArray();
    catalog.relations().forEach(this::relation);
    json.writeEndArray();
    json.writeName("routines").writeStartArray();
    catalog.definitions().routines().forEach(this::routine);
    json.writeEndArray();
    texts("operators", catalog.definitions().operators().stream().sorted().toList());
    json.writeName("enum_types").writeStartArray();
    catalog.definitions().enumTypes().stream().sorted().forEach(this::name);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void relation(Relation relation) {
    json.writeStartObject();
    json.writeStringProperty("schema", relation.name().schema());
    json.writeStringProperty("name", relation.name().name());
    if (relation.kind() != RelationKind.TABLE) {
      json.writeStringProperty("kind", word(relation.kind()));
    }
    json.writeName("columns").writeStartArray();
    relation.columns().forEach(this::column);
    json.writeEndArray();
    if (!relation.primaryKey().isEmpty()) {
      texts("primary_key", relation.primaryKey());
    }
    if (!relation.foreignKeys().isEmpty()) {
      json.writeName("foreign_keys").writeStartArray();
      relation.foreignKeys().forEach(this::foreignKey);
      json.writeEndArray();
    }
    relation
        .viewDefinition()
        .ifPresent(definition -> json.writeStringProperty("view_definition", definition));
    if (!relation.parents().isEmpty()) {
      json.writeName("parents").writeStartArray();
      relation.parents().forEach(this::name);
      json.writeEndArray();
    }
    if (relation.estimatedRows() >= 0) {
      json.writeNumberProperty("estimated_rows", relation.estimatedRows());
    }
    json.writeEndObject();
  }

  private void column(Column column) {
    json.writeStartObject();
    json.writeStringProperty("name", column.name());
    json.writeStringProperty("type", column.type());
    if (!column.nullable()) {
      json.writeBooleanProperty("nullable", false);
    }
    column
        .generatedFrom()
        .ifPresent(expression -> json.writeStringProperty("generated_from", expression));
    json.writeEndObject();
  }

  private void foreignKey(ForeignKey key) {
    json.writeStartObject();
    texts("columns", key.columns());
    json.writeName("target");
    name(key.target());
    texts("target_columns", key.targetColumns());
    json.writeEndObject();
  }

  private void routine(Routine routine) {
    json.writeStartObject();
    json.writeStringProperty("schema", routine.name().schema());
    json.writeStringProperty("name", routine.name().name());
    json.writeStringProperty("volatility", word(routine.volatility()));
    if (routine.ownerRights()) {
      json.writeBooleanProperty("owner_rights", true);
    }
    if (routine.fromExtension()) {
      json.writeBooleanProperty("from_extension", true);
    }
    json.writeEndObject();
  }

  private void name(RelationName name) {
    json.writeStartObject();
    json.writeStringProperty("schema", name.schema());
    json.writeStringProperty("name", name.name());
    json.writeEndObject();
  }

  private void texts(String key, Collection<String> texts) {
    json.writeName(key).writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
