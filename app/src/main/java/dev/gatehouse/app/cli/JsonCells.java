package dev.gatehouse.app.cli;

import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.RowBatch;
import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;

/**
 * Rows as JSON arrays: numbers and booleans as such, everything else as text, NULL as null. In the
 * exact form, a number that a reader with 64-bit floating point would round is a text too.
 */
final class JsonCells {
  /** The largest whole number up to which a double holds each of them (RFC 8259, section 6). */
  private static final long EXACT = (1L << 53) - 1;

  private JsonCells() {}

  static void write(JsonGenerator json, RowBatch batch) {
    write(json, batch, false);
  }

  /** The exact form. */
  static void writeExactly(JsonGenerator json, RowBatch batch) {
    write(json, batch, true);
  }

  private static void write(JsonGenerator json, RowBatch batch, boolean exactly) {
    for (int row = 0; row < batch.size(); row++) {
      json.writeStartArray();
      for (ColumnVector column : batch.columns()) {
        if (exactly && rounded(column, row)) {
          json.writeString(column.text(row));
        } else {
          write(json, column, row);
        }
      }
      json.writeEndArray();
    }
  }

  private static boolean rounded(ColumnVector column, int row) {
    return switch (column) {
      case ColumnVector.Longs longs ->
          !longs.nulls()[row] && (longs.values()[row] > EXACT || longs.values()[row] < -EXACT);
      case ColumnVector.Decimals decimals -> {
        BigDecimal value = decimals.values()[row];
        if (value == null) {
          yield false;
        }
        double near = value.doubleValue();
        yield !Double.isFinite(near) || BigDecimal.valueOf(near).compareTo(value) != 0;
      }
      case ColumnVector.Doubles doubles -> false;
      case ColumnVector.Booleans booleans -> false;
      case ColumnVector.Texts texts -> false;
      case ColumnVector.Binaries binaries -> false;
    };
  }

  private static void write(JsonGenerator json, ColumnVector column, int row) {
    String text = column.text(row);
    if (text == null) {
      json.writeNull();
      return;
    }
    switch (column) {
      case ColumnVector.Longs longs -> json.writeNumber(longs.values()[row]);
      case ColumnVector.Doubles doubles -> {
        double value = doubles.values()[row];
        // JSON has no NaN and no infinity (RFC 8259, section 6).
        if (Double.isFinite(value)) {
          json.writeNumber(value);
        } else {
          json.writeString(text);
        }
      }
      // Plain digits, as the database gives them: 1E+3 would be read as a float.
      case ColumnVector.Decimals decimals -> json.writeNumber(text);
      case ColumnVector.Booleans booleans -> json.writeBoolean(booleans.values()[row]);
      case ColumnVector.Texts texts -> json.writeString(text);
      case ColumnVector.Binaries binaries -> json.writeString(text);
    }
  }
}
