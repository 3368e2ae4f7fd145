package dev.gatehouse.app.workbench.grid;

import javafx.scene.control.TableCell;

/** The number of a row, counted from 1; a press selects the row. */
final class NumberCell extends TableCell<Integer, Integer> {
  NumberCell(GridMouse mouse) {
    getStyleClass().add("grid-number");
    setOnMousePressed(event -> mouse.rowPressed(getIndex(), event));
  }

  @Override
  public void updateIndex(int index) {
    super.updateIndex(index);
    boolean there =
        getTableView() != null && index >= 0 && index < getTableView().getItems().size();
    setText(there ? Integer.toString(index + 1) : null);
  }
}
