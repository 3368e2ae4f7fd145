package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bounded part of a masked result that goes on record: the first rows, their cells cut. */
final class SnapshotBuilder {
  static final int MAX_ROWS = 50;
  static final int MAX_CELL = 200;
  private static final int MAX_COLUMNS = 200;

  private final long statement;
  private final List<String> columns;
  private long rowsKept;

  SnapshotBuilder(long statement, List<ResultColumn> columns) {
    this.statement = statement;
    this.columns = columns.stream().limit(MAX_COLUMNS).map(ResultColumn::name).toList();
  }

  /** What of this batch goes on record; empty once enough is. */
  Optional<AuditEvent.ResultSnapshot> of(RowBatch masked, Instant at) {
    int rows = (int) Math.min(masked.size(), MAX_ROWS - rowsKept);
    if (rows <= 0) {
      return Optional.empty();
    }
    boolean truncated = rows < masked.size() || masked.columns().size() > columns.size();
    List<List<@Nullable String>> kept = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      List<@Nullable String> cells = new ArrayList<>(columns.size());
      for (ColumnVector vector : masked.columns().subList(0, columns.size())) {
        String text = vector.text(row);
        truncated |= text != null && text.length() > MAX_CELL;
        cells.add(text == null ? null : cut(text));
      }
      kept.add(cells);
    }
    long first = rowsKept;
    rowsKept += rows;
    return Optional.of(
        new AuditEvent.ResultSnapshot(at, statement, first, columns, kept, truncated));
  }

  /** For a result without rows. */
  AuditEvent.ResultSnapshot empty(Instant at) {
    return new AuditEvent.ResultSnapshot(at, statement, 0, columns, List.of(), false);
  }

  private static String cut(String text) {
    if (text.length() <= MAX_CELL) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_CELL - 1)) ? MAX_CELL - 1 : MAX_CELL;
    return text.substring(0, end);
  }
}
