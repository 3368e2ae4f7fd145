package dev.gatehouse.app.workbench.grid;

import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** One cell of the table; shows whatever row and column it stands at. */
final class GridCell extends TableCell<Integer, Integer> {
  private static final PseudoClass NULL = PseudoClass.getPseudoClass("sql-null");
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final PseudoClass LEAD = PseudoClass.getPseudoClass("lead");
  private static final int LONGEST = 400;
  private final ResultGrid grid;
  private final int column;

  GridCell(ResultGrid grid, int column, boolean numeric, boolean masked) {
    this.grid = grid;
    this.column = column;
    getStyleClass().add("grid-cell");
    if (numeric) {
      getStyleClass().add("numeric");
    }
    if (masked) {
      getStyleClass().add("masked");
    }
    setOnMousePressed(event -> grid.mouse().pressed(getIndex(), column, event));
    setOnDragDetected(event -> startFullDrag());
    setOnMouseDragEntered(event -> grid.mouse().draggedTo(getIndex(), column));
    setOnMouseClicked(event -> grid.mouse().clicked(getIndex(), column, event));
  }

  @Override
  public void updateIndex(int index) {
    super.updateIndex(index);
    show();
  }

  /** Takes text and state from the grid again. */
  void show() {
    int row = getIndex();
    boolean there = row >= 0 && row < grid.rows().size();
    String value = there ? grid.rows().text(row, column) : "";
    pseudoClassStateChanged(NULL, there && value == null);
    setText(there ? oneLine(value) : null);
    showSelection();
    if (there) {
      grid.rowSeen(row);
    }
  }

  void showSelection() {
    pseudoClassStateChanged(CHOSEN, grid.selection().contains(getIndex(), column));
    pseudoClassStateChanged(LEAD, grid.selection().isLead(getIndex(), column));
  }

  private static String oneLine(@Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    String start = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    return start.indexOf('\n') < 0 && start.indexOf('\r') < 0
        ? start
        : start.replace("\r\n", "↵").replace('\n', '↵').replace('\r', '↵');
  }
}
