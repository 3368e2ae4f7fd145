package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.analysis.OutputColumn;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.sql.Refusal;
import dev.gatehouse.core.sql.RefusalCode;
import java.util.List;
import java.util.Optional;

/**
 * The server's own description of a result against the lineage, before a row is shown. Where they
 * disagree, the analysis read the statement otherwise than the server, and its masks mean nothing.
 */
final class Descriptions {
  /** What the analysis says where a name depends on the server's version. */
  private static final String NAMELESS = "?column?";

  private Descriptions() {}

  static Optional<Refusal> disagreement(
      CatalogSnapshot catalog, List<OutputColumn> outputs, List<ResultColumn> columns) {
    if (outputs.size() != columns.size()) {
      return refusal("number of columns");
    }
    for (int i = 0; i < outputs.size(); i++) {
      String expected = outputs.get(i).name();
      if (!expected.equals(NAMELESS) && !isSame(catalog, expected, columns.get(i).name())) {
        return refusal("name of column " + (i + 1));
      }
      if (!holdsOrigin(catalog, outputs.get(i), columns.get(i))) {
        return refusal("origin of column " + (i + 1));
      }
    }
    return Optional.empty();
  }

  /**
   * MariaDB names the table and column that a result column is; they must be among those that the
   * analysis found. Where it names a derived table or a view, the analysis has looked through it.
   */
  private static boolean holdsOrigin(
      CatalogSnapshot catalog, OutputColumn output, ResultColumn column) {
    return column
        .origin()
        .filter(
            origin ->
                catalog
                    .relation(origin.relation())
                    .filter(relation -> relation.kind() == RelationKind.TABLE)
                    .filter(relation -> relation.column(origin.column()).isPresent())
                    .isPresent())
        .map(origin -> output.lineage().sources().stream().anyMatch(s -> isSame(s, origin)))
        .orElse(true);
  }

  /** MariaDB and MySQL take names of columns that differ in case alone for the same. */
  private static boolean isSame(CatalogSnapshot catalog, String expected, String name) {
    return switch (catalog.dialect()) {
      case POSTGRESQL -> expected.equals(name);
      case MARIADB, MYSQL -> expected.equalsIgnoreCase(name);
    };
  }

  private static boolean isSame(ColumnRef source, ColumnRef origin) {
    return source.column().equalsIgnoreCase(origin.column())
        && source.relation().name().equalsIgnoreCase(origin.relation().name())
        && source.relation().schema().equalsIgnoreCase(origin.relation().schema());
  }

  private static Optional<Refusal> refusal(String construct) {
    return Optional.of(
        Refusal.of(
            RefusalCode.INTERNAL,
            construct,
            "The server and the analysis disagree about the "
                + construct
                + " of the result, so nothing is shown and nothing was changed; name the columns"
                + " with AS, and report the statement."));
  }
}
