package dev.gatehouse.core.execution.jdbc;

import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ResultColumn;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The description of a result by MariaDB and MySQL: besides label and type it names the column of
 * the table that a result column comes from, where it is one.
 */
final class MariaDbColumns {
  private static final List<String> GEOMETRIES =
      List.of(
          "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection");

  private MariaDbColumns() {}

  static List<ResultColumn> describe(ResultSetMetaData data) throws SQLException {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String type = data.getColumnTypeName(i).toLowerCase(Locale.ROOT);
      columns.add(
          new ResultColumn(
              data.getColumnLabel(i), type, cellType(type, data.getPrecision(i)), origin(data, i)));
    }
    return columns;
  }

  private static Optional<ColumnRef> origin(ResultSetMetaData data, int column)
      throws SQLException {
    String schema = data.getCatalogName(column);
    String table = data.getTableName(column);
    String name = data.getColumnName(column);
    return schema.isEmpty() || table.isEmpty() || name.isEmpty()
        ? Optional.empty()
        : Optional.of(new ColumnRef(new RelationName(schema, table), name));
  }

  static boolean isGeometry(ResultColumn column) {
    return GEOMETRIES.contains(column.typeName());
  }

  /** An unsigned BIGINT reaches beyond a long, so it is held as a decimal. */
  private static CellType cellType(String type, int precision) {
    return switch (type) {
      case "tinyint", "smallint", "mediumint", "integer", "int", "bigint", "year" -> CellType.LONG;
      case "tinyint unsigned",
          "smallint unsigned",
          "mediumint unsigned",
          "integer unsigned",
          "int unsigned" ->
          CellType.LONG;
      case "bigint unsigned", "decimal", "decimal unsigned", "olddecimal" -> CellType.DECIMAL;
      case "float", "double", "float unsigned", "double unsigned" -> CellType.DOUBLE;
      case "bit" -> precision == 1 ? CellType.BOOLEAN : CellType.OTHER;
      case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set", "null" ->
          CellType.TEXT;
      case "date" -> CellType.DATE;
      case "time" -> CellType.TIME;
      case "datetime", "timestamp" -> CellType.TIMESTAMP;
      case "json" -> CellType.JSON;
      case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> CellType.BINARY;
      default -> CellType.OTHER;
    };
  }
}
