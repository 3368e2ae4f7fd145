package dev.gatehouse.app.cli;

import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.RowBatch;
import tools.jackson.core.JsonGenerator;

/** Rows as JSON arrays: numbers and booleans as such, everything else as text, NULL as null. */
final class JsonCells {
  private JsonCells() {}

  static void write(JsonGenerator json, RowBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      json.writeStartArray();
      for (ColumnVector column : batch.columns()) {
        write(json, column, row);
      }
      json.writeEndArray();
    }
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
