package dev.gatehouse.core.result;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One column of a batch. Arrays are owned by the batch: a reader must not write to them. {@code
 * nulls[i]} wins over a primitive's value; object arrays hold null itself.
 */
public sealed interface ColumnVector {
  /** Number of rows held. */
  int size();

  /** The value as people read it, or null for SQL NULL. */
  @Nullable String text(int row);

  /** Text, dates, times, JSON and anything in the server's own text form. */
  record Texts(@Nullable String[] values) implements ColumnVector {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public @Nullable String text(int row) {
      return values[row];
    }
  }

  /** 16, 32 and 64 bit integers. */
  record Longs(long[] values, boolean[] nulls) implements ColumnVector {
    public Longs {
      Objects.requireNonNull(values);
      Objects.requireNonNull(nulls);
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public @Nullable String text(int row) {
      return nulls[row] ? null : Long.toString(values[row]);
    }
  }

  /** Binary floating point. */
  record Doubles(double[] values, boolean[] nulls) implements ColumnVector {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public @Nullable String text(int row) {
      return nulls[row] ? null : Double.toString(values[row]);
    }
  }

  /** Exact decimals. */
  record Decimals(@Nullable BigDecimal[] values) implements ColumnVector {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public @Nullable String text(int row) {
      BigDecimal value = values[row];
      return value == null ? null : value.toPlainString();
    }
  }

  /** Booleans. */
  record Booleans(boolean[] values, boolean[] nulls) implements ColumnVector {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public @Nullable String text(int row) {
      return nulls[row] ? null : Boolean.toString(values[row]);
    }
  }

  /** Bytes. */
  record Binaries(byte[] @Nullable [] values) implements ColumnVector {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public @Nullable String text(int row) {
      byte[] value = values[row];
      return value == null ? null : "\\x" + java.util.HexFormat.of().formatHex(value);
    }
  }
}
