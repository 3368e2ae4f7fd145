package dev.gatehouse.app.workbench.grid;

import dev.gatehouse.app.workbench.base.Strings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A virtual table over column vectors: rows by index, no object per cell, a selection of two
 * corners. Used for live results and for recorded ones. On the FX thread alone.
 */
public final class ResultGrid extends StackPane {
  private static final double ROW_HEIGHT = 26;
  private static final int WIDTH_SAMPLE = 100;
  private final TableView<Integer> table = new TableView<>();
  private final RowNumbers numbers = new RowNumbers();
  private final GridSelection selection = new GridSelection();
  private final GridMouse mouse = new GridMouse(this);
  private final Set<GridCell> cells = Collections.newSetFromMap(new WeakHashMap<>());
  private List<GridColumn> columns = List.of();
  private GridRows rows = new ListRows(List.of());
  private IntConsumer seen = row -> {};
  private IntConsumer copied = count -> {};
  private BiConsumer<Integer, Integer> opened = (row, column) -> {};
  private Runnable selectionChanged = () -> {};

  public ResultGrid(String id) {
    getStyleClass().add("result-grid");
    table.setId(id);
    table.getStyleClass().addAll("dense", "edge-to-edge");
    table.setItems(numbers);
    table.setFixedCellSize(ROW_HEIGHT);
    table.setSelectionModel(null);
    table.setPlaceholder(new Region());
    table.setAccessibleText(Strings.get("grid.accessible"));
    table.addEventFilter(KeyEvent.KEY_PRESSED, new GridKeys(this)::pressed);
    table.setContextMenu(menu());
    selection.onChange(this::selectionMoved);
    getChildren().add(table);
  }

  /** Shows other columns and rows; forgets the selection. */
  public void show(List<GridColumn> newColumns, GridRows newRows) {
    columns = List.copyOf(newColumns);
    rows = newRows;
    cells.clear();
    numbers.resize(0);
    selection.clear();
    List<TableColumn<Integer, ?>> made = new ArrayList<>();
    made.add(numberColumn());
    for (int index = 0; index < columns.size(); index++) {
      made.add(column(index));
    }
    table.getColumns().setAll(made);
    numbers.resize(rows.size());
  }

  /** Takes up rows that came at the end. */
  public void rowsAdded() {
    numbers.resize(rows.size());
  }

  /** Is told of rows that come into view, for reading the next ones in time. */
  public void onRowSeen(IntConsumer listener) {
    seen = listener;
  }

  /** Is told how many rows were copied. */
  public void onCopied(IntConsumer listener) {
    copied = listener;
  }

  /** Is told of a cell that a person opens, by row and column. */
  public void onOpenCell(BiConsumer<Integer, Integer> listener) {
    opened = listener;
  }

  public void onSelectionChanged(Runnable listener) {
    selectionChanged = listener;
  }

  public GridSelection selection() {
    return selection;
  }

  public List<GridColumn> columns() {
    return columns;
  }

  public GridRows rows() {
    return rows;
  }

  /** Copies the selected cells as tab-separated values. */
  public void copySelection() {
    copySelection(CopyFormat.TSV);
  }

  /** Copies the selected cells in that form; does nothing where none is selected. */
  public void copySelection(CopyFormat format) {
    if (!selection.isEmpty()) {
      String text = CopiedCells.of(format, rows, selection, columns);
      ClipboardContent content = new ClipboardContent();
      content.putString(text);
      if (format == CopyFormat.HTML) {
        content.putHtml(text);
      }
      Clipboard.getSystemClipboard().setContent(content);
      copied.accept(selection.rowCount());
    }
  }

  public void selectAll() {
    if (rows.size() > 0 && !columns.isEmpty()) {
      selection.set(0, 0, rows.size() - 1, columns.size() - 1);
    }
  }

  @Override
  public void requestFocus() {
    table.requestFocus();
  }

  GridMouse mouse() {
    return mouse;
  }

  boolean has(int row) {
    return row >= 0 && row < rows.size();
  }

  void rowSeen(int row) {
    seen.accept(row);
  }

  void openLead() {
    if (!selection.isEmpty()) {
      openCell(selection.leadRow(), selection.leadColumn());
    }
  }

  void openCell(int row, int column) {
    opened.accept(row, column);
  }

  int visibleRows() {
    return Math.max(1, (int) (table.getHeight() / ROW_HEIGHT) - 2);
  }

  /** Scrolls as little as brings the cell into view. */
  void reveal(int row, int column) {
    if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      flow.scrollTo(row);
    }
    table.scrollToColumnIndex(column + 1);
  }

  private void selectionMoved() {
    cells.forEach(GridCell::showSelection);
    selectionChanged.run();
  }

  private TableColumn<Integer, Integer> column(int index) {
    GridColumn shown = columns.get(index);
    TableColumn<Integer, Integer> column = new TableColumn<>();
    column.setGraphic(GridHeader.of(shown));
    column.setSortable(false);
    column.setReorderable(false);
    column.setPrefWidth(GridHeader.width(shown, index, rows, WIDTH_SAMPLE));
    column.getStyleClass().add(shown.numeric() ? "numeric" : "textual");
    column.setCellFactory(
        ignored -> {
          GridCell cell = new GridCell(this, index, shown.numeric(), shown.masked());
          cells.add(cell);
          return cell;
        });
    return column;
  }

  private TableColumn<Integer, Integer> numberColumn() {
    TableColumn<Integer, Integer> column = new TableColumn<>();
    column.setSortable(false);
    column.setReorderable(false);
    column.setResizable(false);
    column.setPrefWidth(rows.size() > 9_999 ? 66 : 52);
    column.setCellFactory(ignored -> new NumberCell(mouse));
    return column;
  }

  private ContextMenu menu() {
    MenuItem copy = new MenuItem(Strings.get("grid.copy"));
    copy.setOnAction(event -> copySelection());
    MenuItem all = new MenuItem(Strings.get("grid.selectAll"));
    all.setOnAction(event -> selectAll());
    MenuItem open = new MenuItem(Strings.get("grid.openCell"));
    open.setOnAction(event -> openLead());
    Menu as = new Menu(Strings.get("grid.copyAs"));
    for (CopyFormat format : CopyFormat.values()) {
      MenuItem item = new MenuItem(Strings.get("grid.copyAs." + format.word()));
      item.setId("copy-as-" + format.word());
      item.setOnAction(event -> copySelection(format));
      as.getItems().add(item);
    }
    return new ContextMenu(copy, as, all, open);
  }

  /** The text of the cell at the selection's lead, or null for NULL or no selection. */
  public @Nullable String leadText() {
    return selection.isEmpty() ? null : rows.text(selection.leadRow(), selection.leadColumn());
  }
}
