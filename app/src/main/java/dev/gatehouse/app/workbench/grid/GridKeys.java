package dev.gatehouse.app.workbench.grid;

import javafx.scene.input.KeyEvent;

/** The keyboard on a grid: arrows, pages, ends, copy, select all, open a cell. */
final class GridKeys {
  private final ResultGrid grid;

  GridKeys(ResultGrid grid) {
    this.grid = grid;
  }

  void pressed(KeyEvent event) {
    if (grid.rows().size() == 0 || grid.columns().isEmpty()) {
      return;
    }
    boolean handled = event.isShortcutDown() ? shortcut(event) : plain(event);
    if (handled) {
      event.consume();
    }
  }

  private boolean shortcut(KeyEvent event) {
    switch (event.getCode()) {
      case C, INSERT -> grid.copySelection();
      case A -> grid.selectAll();
      case HOME -> move(-Integer.MAX_VALUE / 2, -Integer.MAX_VALUE / 2, event);
      case END -> move(Integer.MAX_VALUE / 2, Integer.MAX_VALUE / 2, event);
      case UP -> move(-Integer.MAX_VALUE / 2, 0, event);
      case DOWN -> move(Integer.MAX_VALUE / 2, 0, event);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean plain(KeyEvent event) {
    int page = grid.visibleRows();
    switch (event.getCode()) {
      case UP -> move(-1, 0, event);
      case DOWN -> move(1, 0, event);
      case LEFT -> move(0, -1, event);
      case RIGHT -> move(0, 1, event);
      case PAGE_UP -> move(-page, 0, event);
      case PAGE_DOWN -> move(page, 0, event);
      case HOME -> move(0, -Integer.MAX_VALUE / 2, event);
      case END -> move(0, Integer.MAX_VALUE / 2, event);
      case ENTER -> grid.openLead();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void move(int rows, int columns, KeyEvent event) {
    GridSelection selection = grid.selection();
    int row = clamp(Math.max(0, selection.leadRow()) + rows, grid.rows().size());
    int column = clamp(Math.max(0, selection.leadColumn()) + columns, grid.columns().size());
    if (event.isShiftDown()) {
      selection.extendTo(row, column);
    } else {
      selection.select(row, column);
    }
    grid.reveal(row, column);
  }

  private static int clamp(int value, int size) {
    return Math.clamp(value, 0, size - 1);
  }
}
