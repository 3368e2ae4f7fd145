package dev.gatehouse.core.execution.jdbc;

import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One column of a batch while it is filled. */
abstract sealed class ColumnBuffer {
  /** For values of that type, with room for so many rows. */
  static ColumnBuffer of(CellType type, int rows) {
    return switch (type) {
      case LONG -> new Longs(rows);
      case DOUBLE -> new Doubles(rows);
      case DECIMAL -> new Decimals(rows);
      case BOOLEAN -> new Booleans(rows);
      case BINARY -> new Binaries(rows);
      case TEXT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, JSON, OTHER -> new Texts(rows);
    };
  }

  /** For values that the driver alone can put into words, such as geometries. */
  static ColumnBuffer ofObjects(int rows) {
    return new Objects(rows);
  }

  /** Copies one value; columns count from 1, rows from 0. */
  abstract void read(ResultSet from, int column, int row) throws SQLException;

  /** The filled part. */
  abstract ColumnVector vector(int size);

  private static final class Longs extends ColumnBuffer {
    private final long[] values;
    private final boolean[] nulls;

    Longs(int rows) {
      values = new long[rows];
      nulls = new boolean[rows];
    }

    @Override
    void read(ResultSet from, int column, int row) throws SQLException {
      values[row] = from.getLong(column);
      nulls[row] = from.wasNull();
    }

    @Override
    ColumnVector vector(int size) {
      return size == values.length
          ? new ColumnVector.Longs(values, nulls)
          : new ColumnVector.Longs(Arrays.copyOf(values, size), Arrays.copyOf(nulls, size));
    }
  }

  private static final class Doubles extends ColumnBuffer {
    private final double[] values;
    private final boolean[] nulls;

    Doubles(int rows) {
      values = new double[rows];
      nulls = new boolean[rows];
    }

    @Override
    void read(ResultSet from, int column, int row) throws SQLException {
      values[row] = from.getDouble(column);
      nulls[row] = from.wasNull();
    }

    @Override
    ColumnVector vector(int size) {
      return new ColumnVector.Doubles(Arrays.copyOf(values, size), Arrays.copyOf(nulls, size));
    }
  }

  private static final class Booleans extends ColumnBuffer {
    private final boolean[] values;
    private final boolean[] nulls;

    Booleans(int rows) {
      values = new boolean[rows];
      nulls = new boolean[rows];
    }

    @Override
    void read(ResultSet from, int column, int row) throws SQLException {
      values[row] = from.getBoolean(column);
      nulls[row] = from.wasNull();
    }

    @Override
    ColumnVector vector(int size) {
      return new ColumnVector.Booleans(Arrays.copyOf(values, size), Arrays.copyOf(nulls, size));
    }
  }

  private static final class Decimals extends ColumnBuffer {
    /** The driver's own: numeric value out of range. */
    private static final String NOT_FINITE = "22003";

    private final @Nullable BigDecimal[] values;

    Decimals(int rows) {
      values = new BigDecimal[rows];
    }

    @Override
    void read(ResultSet from, int column, int row) throws SQLException {
      try {
        values[row] = from.getBigDecimal(column);
      } catch (SQLException notFinite) {
        if (!NOT_FINITE.equals(notFinite.getSQLState())) {
          throw notFinite;
        }
        throw new UnshowableValueException(
            "A numeric value is NaN or infinite, which has no exact form; cast the column to double"
                + " precision or text.");
      }
    }

    @Override
    ColumnVector vector(int size) {
      return new ColumnVector.Decimals(Arrays.copyOf(values, size));
    }
  }

  private static final class Texts extends ColumnBuffer {
    private final @Nullable String[] values;

    Texts(int rows) {
      values = new String[rows];
    }

    @Override
    void read(ResultSet from, int column, int row) throws SQLException {
      values[row] = from.getString(column);
    }

    @Override
    ColumnVector vector(int size) {
      return new ColumnVector.Texts(size == values.length ? values : Arrays.copyOf(values, size));
    }
  }

  private static final class Binaries extends ColumnBuffer {
    private final byte[] @Nullable [] values;

    Binaries(int rows) {
      values = new byte[rows][];
    }

    @Override
    void read(ResultSet from, int column, int row) throws SQLException {
      values[row] = from.getBytes(column);
    }

    @Override
    ColumnVector vector(int size) {
      return new ColumnVector.Binaries(Arrays.copyOf(values, size));
    }
  }

  private static final class Objects extends ColumnBuffer {
    private final @Nullable String[] values;

    Objects(int rows) {
      values = new String[rows];
    }

    @Override
    void read(ResultSet from, int column, int row) throws SQLException {
      Object value = from.getObject(column);
      values[row] = value == null ? null : value.toString();
    }

    @Override
    ColumnVector vector(int size) {
      return new ColumnVector.Texts(Arrays.copyOf(values, size));
    }
  }
}
