package dev.gatehouse.app.cli;

import dev.gatehouse.core.analysis.Lineage;
import dev.gatehouse.core.catalog.ColumnRef;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Where the values of an output column come from, for programs and for people. */
final class LineageJson {
  private LineageJson() {}

  /** {@code "lineage": ["schema.relation.column", …], "derivation": "direct"}. */
  static void write(JsonGenerator json, Lineage lineage) {
    json.writeName("lineage").writeStartArray();
    columns(lineage).forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("derivation", derivation(lineage));
  }

  /** The catalog columns that have a part in it, in name order. */
  static List<String> columns(Lineage lineage) {
    return lineage.sources().stream().sorted().map(ColumnRef::toString).toList();
  }

  /** How the value is made of them. */
  static String derivation(Lineage lineage) {
    return switch (lineage) {
      case Lineage.Direct direct -> "direct";
      case Lineage.Derived derived -> "derived";
      case Lineage.Presence presence -> "presence";
      case Lineage.AnyOf any -> "any_of";
      case Lineage.Constant constant -> "constant";
    };
  }
}
