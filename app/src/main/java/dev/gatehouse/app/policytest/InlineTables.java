package dev.gatehouse.app.policytest;

import dev.gatehouse.app.catalogs.FileProblem;
import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.analysis.OutputColumn;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A small schema that stands in the file of the cases: tables with their columns, and views. */
final class InlineTables {
  private static final String PRIMARY_KEY = " primary key";

  private final Dialect dialect;
  private final List<String> searchPath;
  private final List<Relation> relations = new ArrayList<>();

  InlineTables(Dialect dialect, List<String> searchPath) {
    this.dialect = dialect;
    this.searchPath = List.copyOf(searchPath);
  }

  /** {@code schema.table: {column: type, …}}, where a type may end in {@code primary key}. */
  void tables(JsonNode tables) throws FileProblem {
    for (Map.Entry<String, JsonNode> table : entries(tables, "tables")) {
      List<Column> columns = new ArrayList<>();
      List<String> key = new ArrayList<>();
      String place = "tables." + table.getKey();
      for (Map.Entry<String, JsonNode> column : entries(table.getValue(), place)) {
        if (!column.getValue().isString()) {
          throw new FileProblem(place + "." + column.getKey() + " is not the name of a type.");
        }
        String type = column.getValue().asString().strip();
        boolean isKey = type.endsWith(PRIMARY_KEY);
        if (isKey) {
          key.add(column.getKey());
        }
        columns.add(
            new Column(
                column.getKey(),
                columns.size() + 1,
                isKey ? type.substring(0, type.length() - PRIMARY_KEY.length()) : type,
                !isKey,
                Optional.empty()));
      }
      add(table.getKey(), RelationKind.TABLE, columns, key, Optional.empty());
    }
  }

  /** {@code schema.view: SELECT …}, in an order in which each reads only what stands before it. */
  void views(JsonNode views) throws FileProblem {
    for (Map.Entry<String, JsonNode> view : entries(views, "views")) {
      String place = "views." + view.getKey();
      if (!view.getValue().isString()) {
        throw new FileProblem(place + " is not a query.");
      }
      String query = view.getValue().asString();
      List<Column> columns =
          switch (Analyzers.forDialect(dialect).analyze(query, catalog())) {
            case AnalysisResult.Refused refused ->
                throw new FileProblem(place + " cannot be used: " + refused.refusal().sentence());
            case AnalysisResult.Understood understood -> columns(understood.facts().outputs());
          };
      add(view.getKey(), RelationKind.VIEW, columns, List.of(), Optional.of(query));
    }
  }

  private static List<Column> columns(List<OutputColumn> outputs) {
    List<Column> columns = new ArrayList<>();
    for (OutputColumn output : outputs) {
      columns.add(new Column(output.name(), columns.size() + 1, "unknown", true, Optional.empty()));
    }
    return columns;
  }

  private void add(
      String name,
      RelationKind kind,
      List<Column> columns,
      List<String> key,
      Optional<String> definition)
      throws FileProblem {
    int dot = name.indexOf('.');
    RelationName relation =
        dot < 0
            ? new RelationName(searchPath.getFirst(), name)
            : new RelationName(name.substring(0, dot), name.substring(dot + 1));
    if (relations.stream().anyMatch(known -> known.name().equals(relation))) {
      throw new FileProblem("The file names the relation " + relation + " twice.");
    }
    relations.add(new Relation(relation, kind, columns, key, List.of(), definition, List.of(), -1));
  }

  CatalogSnapshot catalog() {
    return new CatalogSnapshot(dialect, "", searchPath, relations);
  }

  private static List<Map.Entry<String, JsonNode>> entries(JsonNode node, String place)
      throws FileProblem {
    if (!node.isObject()) {
      throw new FileProblem(place + " is not an object of named values.");
    }
    return List.copyOf(node.properties());
  }
}
