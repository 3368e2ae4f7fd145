package dev.gatehouse.app.workbench.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are already text, such as those of a recording. */
public record ListRows(List<List<@Nullable String>> rows) implements GridRows {
  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public @Nullable String text(int row, int column) {
    List<@Nullable String> cells = rows.get(row);
    return column < cells.size() ? cells.get(column) : null;
  }
}
