package dev.gatehouse.app.workbench.grid;

import javafx.collections.ObservableListBase;

/** The table's items: row numbers that are made when asked for. */
final class RowNumbers extends ObservableListBase<Integer> {
  private int size;

  @Override
  public Integer get(int index) {
    return index;
  }

  @Override
  public int size() {
    return size;
  }

  /** Sets how many rows there are, and tells the table what was added or removed. */
  void resize(int wanted) {
    if (wanted == size) {
      return;
    }
    beginChange();
    if (wanted > size) {
      int from = size;
      size = wanted;
      nextAdd(from, wanted);
    } else {
      java.util.List<Integer> removed = java.util.List.copyOf(subList(wanted, size));
      size = wanted;
      nextRemove(wanted, removed);
    }
    endChange();
  }
}
