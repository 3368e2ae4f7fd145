package dev.gatehouse.core.execution.jdbc;

import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ResultColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgResultSet;

/**
 * The server's description of a result. Types are told by their OID, since the driver's own name
 * for them asks the catalog about every integer column.
 */
final class PostgresColumns {
  private PostgresColumns() {}

  static List<ResultColumn> describe(Connection connection, ResultSet rows) throws SQLException {
    ResultSetMetaData data = rows.getMetaData();
    PgResultSet described = rows.unwrap(PgResultSet.class);
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      int oid = described.getColumnOID(i);
      String type = connection.unwrap(BaseConnection.class).getTypeInfo().getPGType(oid);
      columns.add(
          new ResultColumn(data.getColumnLabel(i), type == null ? "unknown" : type, cellType(oid)));
    }
    return columns;
  }

  private static CellType cellType(int oid) {
    return switch (oid) {
      case Oid.INT2, Oid.INT4, Oid.INT8, Oid.OID -> CellType.LONG;
      case Oid.FLOAT4, Oid.FLOAT8 -> CellType.DOUBLE;
      case Oid.NUMERIC -> CellType.DECIMAL;
      case Oid.BOOL -> CellType.BOOLEAN;
      case Oid.TEXT, Oid.VARCHAR, Oid.BPCHAR, Oid.NAME, Oid.CHAR, Oid.UNSPECIFIED, 705 ->
          CellType.TEXT;
      case Oid.DATE -> CellType.DATE;
      case Oid.TIME, Oid.TIMETZ -> CellType.TIME;
      case Oid.TIMESTAMP -> CellType.TIMESTAMP;
      case Oid.TIMESTAMPTZ -> CellType.TIMESTAMP_TZ;
      case Oid.JSON, Oid.JSONB -> CellType.JSON;
      case Oid.BYTEA -> CellType.BINARY;
      default -> CellType.OTHER;
    };
  }
}
