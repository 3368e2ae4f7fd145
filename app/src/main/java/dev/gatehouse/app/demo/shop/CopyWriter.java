package dev.gatehouse.app.demo.shop;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows into a table with COPY, in its text format. */
final class CopyWriter {
  private static final int PORTION = 1 << 16;

  private final Connection connection;

  CopyWriter(Connection connection) {
    this.connection = connection;
  }

  /** One row for each number from 1 to {@code count}, made when it is its turn. */
  void copy(String table, int count, IntFunction<@Nullable Object[]> row) throws SQLException {
    copyMany(table, count, number -> Collections.singletonList(row.apply(number)));
  }

  /** Several rows for each number from 1 to {@code count}. */
  void copyMany(String table, int count, IntFunction<List<@Nullable Object[]>> rows)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY shop." + table + " FROM STDIN");
    StringBuilder text = new StringBuilder(PORTION + 1_024);
    for (int number = 1; number <= count; number++) {
      rows.apply(number).forEach(row -> append(text, row));
      if (text.length() >= PORTION) {
        flush(copy, text);
      }
    }
    flush(copy, text);
    copy.endCopy();
  }

  private static void append(StringBuilder text, @Nullable Object[] row) {
    for (int i = 0; i < row.length; i++) {
      if (i > 0) {
        text.append('\t');
      }
      Object value = row[i];
      if (value == null) {
        text.append("\\N");
      } else {
        escape(text, value.toString());
      }
    }
    text.append('\n');
  }

  private static void escape(StringBuilder text, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }

  private static void flush(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }
}
