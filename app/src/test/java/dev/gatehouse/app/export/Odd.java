package dev.gatehouse.app.export;

import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results with the values that exports get wrong. */
final class Odd {
  static final String ARABIC = "مرحبا";
  static final String BIG = "12345678901234567890123456789.123456789";
  static final String JSON = "{\"a\": [1, 2.50, null],\n \"big\": 12345678901234567890}";

  private Odd() {}

  /** Every type, with a row of NULLs, and names that are the same or empty. */
  static List<ResultColumn> columns() {
    return List.of(
        new ResultColumn("id", "int8", CellType.LONG),
        new ResultColumn("text", "text", CellType.TEXT),
        new ResultColumn("text", "text", CellType.TEXT),
        new ResultColumn("", "numeric", CellType.DECIMAL),
        new ResultColumn("ratio", "float8", CellType.DOUBLE),
        new ResultColumn("yes", "bool", CellType.BOOLEAN),
        new ResultColumn("day", "date", CellType.DATE),
        new ResultColumn("at", "timestamp", CellType.TIMESTAMP),
        new ResultColumn("atz", "timestamptz", CellType.TIMESTAMP_TZ),
        new ResultColumn("doc", "jsonb", CellType.JSON),
        new ResultColumn("raw", "bytea", CellType.BINARY),
        new ResultColumn("span", "int4range", CellType.OTHER));
  }

  static RowBatch rows() {
    return new RowBatch(
        3,
        List.of(
            new ColumnVector.Longs(
                new long[] {1, Long.MAX_VALUE, 0}, new boolean[] {false, false, true}),
            texts("a,\"b\"\nc", "", null),
            texts("=1+1", ARABIC + " 🐘", null),
            new ColumnVector.Decimals(
                new @Nullable BigDecimal[] {new BigDecimal("1.50"), new BigDecimal(BIG), null}),
            new ColumnVector.Doubles(
                new double[] {0.1, Double.NaN, 0}, new boolean[] {false, false, true}),
            new ColumnVector.Booleans(
                new boolean[] {true, false, false}, new boolean[] {false, false, true}),
            texts("2024-02-29", "1999-12-31", null),
            texts("2024-02-29 13:05:00.25", "1969-12-31 23:59:59.999999", null),
            texts("2024-02-29 13:05:00+01", "2024-02-29 13:05:00.5+05:30", null),
            texts(JSON, "***", null),
            new ColumnVector.Binaries(new byte[] @Nullable [] {{0, 1, (byte) 255}, {}, null}),
            texts("[1,4)", "empty", null)));
  }

  static ColumnVector texts(@Nullable String... values) {
    return new ColumnVector.Texts(values);
  }
}
