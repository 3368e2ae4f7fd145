package dev.gatehouse.app.workbench.grid;

/**
 * A rectangle of cells: two corners, so that selecting a million rows costs as much as selecting
 * one. On the FX thread alone.
 */
public final class GridSelection {
  private int anchorRow = -1;
  private int anchorColumn = -1;
  private int leadRow = -1;
  private int leadColumn = -1;
  private Runnable changed = () -> {};

  void onChange(Runnable listener) {
    changed = listener;
  }

  /** Selects nothing. */
  public void clear() {
    set(-1, -1, -1, -1);
  }

  /** Selects one cell. */
  public void select(int row, int column) {
    set(row, column, row, column);
  }

  /** Moves the lead and keeps the anchor. */
  public void extendTo(int row, int column) {
    if (isEmpty()) {
      select(row, column);
    } else {
      set(anchorRow, anchorColumn, row, column);
    }
  }

  /** Selects from one corner to the other; the anchor is the first. */
  public void set(int fromRow, int fromColumn, int toRow, int toColumn) {
    anchorRow = fromRow;
    anchorColumn = fromColumn;
    leadRow = toRow;
    leadColumn = toColumn;
    changed.run();
  }

  public boolean isEmpty() {
    return leadRow < 0;
  }

  public boolean contains(int row, int column) {
    return !isEmpty()
        && row >= firstRow()
        && row <= lastRow()
        && column >= firstColumn()
        && column <= lastColumn();
  }

  public boolean isLead(int row, int column) {
    return row == leadRow && column == leadColumn;
  }

  public int leadRow() {
    return leadRow;
  }

  public int leadColumn() {
    return leadColumn;
  }

  public int firstRow() {
    return Math.min(anchorRow, leadRow);
  }

  public int lastRow() {
    return Math.max(anchorRow, leadRow);
  }

  public int firstColumn() {
    return Math.min(anchorColumn, leadColumn);
  }

  public int lastColumn() {
    return Math.max(anchorColumn, leadColumn);
  }

  /** Selected rows; 0 where nothing is. */
  public int rowCount() {
    return isEmpty() ? 0 : lastRow() - firstRow() + 1;
  }

  /** Selected columns; 0 where nothing is. */
  public int columnCount() {
    return isEmpty() ? 0 : lastColumn() - firstColumn() + 1;
  }
}
