package dev.gatehouse.app.workbench.grid;

import dev.gatehouse.core.result.RowBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in the batches in which they arrived; a cell is looked up in its column's vector. */
public final class BatchRows implements GridRows {
  private final List<RowBatch> batches = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private int size;
  private int lastBatch;

  /** Adds rows at the end. */
  public void add(RowBatch batch) {
    if (batch.size() > 0) {
      batches.add(batch);
      starts.add(size);
      size += batch.size();
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public @Nullable String text(int row, int column) {
    int batch = batchOf(row);
    return batches.get(batch).columns().get(column).text(row - starts.get(batch));
  }

  /** Neighbours are asked for together, so the batch of the last answer is tried first. */
  private int batchOf(int row) {
    if (row >= starts.get(lastBatch)
        && row < starts.get(lastBatch) + batches.get(lastBatch).size()) {
      return lastBatch;
    }
    int low = 0;
    int high = starts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts.get(middle) <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    lastBatch = low;
    return low;
  }
}
