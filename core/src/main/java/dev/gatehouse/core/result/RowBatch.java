package dev.gatehouse.core.result;

import java.util.List;

/**
 * Some rows of a result, by column. Immutable by convention; safe to hand between threads.
 *
 * @param size rows in the batch; every vector holds as many
 * @param columns one per result column
 */
public record RowBatch(int size, List<ColumnVector> columns) {
  public RowBatch {
    columns = List.copyOf(columns);
    for (ColumnVector column : columns) {
      if (column.size() != size) {
        throw new IllegalArgumentException(
            "A batch of " + size + " rows has a column of " + column.size() + ".");
      }
    }
  }
}
