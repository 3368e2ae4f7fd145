package dev.gatehouse.app.workbench.grid;

import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** Turns presses and drags on cells into selections. */
final class GridMouse {
  private final ResultGrid grid;

  GridMouse(ResultGrid grid) {
    this.grid = grid;
  }

  void pressed(int row, int column, MouseEvent event) {
    grid.requestFocus();
    if (!grid.has(row) || event.getButton() == MouseButton.MIDDLE) {
      return;
    }
    boolean inside = grid.selection().contains(row, column);
    if (event.isShiftDown()) {
      grid.selection().extendTo(row, column);
    } else if (event.getButton() == MouseButton.PRIMARY || !inside) {
      grid.selection().select(row, column);
    }
    event.consume();
  }

  /** A press on the number of a row takes the whole row. */
  void rowPressed(int row, MouseEvent event) {
    grid.requestFocus();
    if (!grid.has(row)) {
      return;
    }
    int last = grid.columns().size() - 1;
    if (event.isShiftDown() && !grid.selection().isEmpty()) {
      grid.selection().set(grid.selection().firstRow(), 0, row, last);
    } else {
      grid.selection().set(row, 0, row, last);
    }
    event.consume();
  }

  void draggedTo(int row, int column) {
    if (grid.has(row)) {
      grid.selection().extendTo(row, column);
    }
  }

  void clicked(int row, int column, MouseEvent event) {
    if (event.getClickCount() == 2 && grid.has(row)) {
      grid.openCell(row, column);
    }
  }
}
