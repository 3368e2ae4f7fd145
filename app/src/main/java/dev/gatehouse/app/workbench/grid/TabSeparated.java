package dev.gatehouse.app.workbench.grid;

import org.jspecify.annotations.Nullable;

/**
 * Cells as tab-separated values: what a spreadsheet takes from the clipboard. A cell that holds a
 * tab, a line break or a quote is quoted; NULL is an empty cell.
 */
final class TabSeparated {
  private TabSeparated() {}

  static String of(GridRows rows, GridSelection selection) {
    StringBuilder out = new StringBuilder();
    for (int row = selection.firstRow(); row <= selection.lastRow(); row++) {
      for (int column = selection.firstColumn(); column <= selection.lastColumn(); column++) {
        if (column > selection.firstColumn()) {
          out.append('\t');
        }
        append(out, rows.text(row, column));
      }
      if (row < selection.lastRow()) {
        out.append('\n');
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, @Nullable String value) {
    if (value == null) {
      return;
    }
    if (value.indexOf('\t') < 0
        && value.indexOf('\n') < 0
        && value.indexOf('\r') < 0
        && value.indexOf('"') < 0) {
      out.append(value);
    } else {
      out.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
  }
}
