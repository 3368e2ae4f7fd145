package dev.gatehouse.app.workbench.grid;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.material2.Material2AL;

/** What stands above a column: its name, its type, and a badge where it is masked. */
final class GridHeader {
  private static final double CHARACTER = 7.3;

  private GridHeader() {}

  static Node of(GridColumn column) {
    Label name = Ui.label(column.name().isEmpty() ? "?" : column.name(), "grid-column-name");
    Label type = Ui.label(column.type(), "grid-column-type");
    HBox header = Ui.row(6, name, type);
    header.getStyleClass().add("grid-header");
    String hint = column.name() + (column.type().isEmpty() ? "" : "  " + column.type());
    if (column.masked()) {
      Label badge = Ui.badge(column.mask(), "mask-badge");
      badge.setGraphic(Icons.of(Material2AL.LOCK));
      header.getChildren().add(1, badge);
      hint += "\n" + Strings.get("grid.masked", column.mask(), column.rule());
      header.setAccessibleText(hint);
    }
    javafx.scene.control.Tooltip.install(header, Ui.tooltip(hint));
    return header;
  }

  /** A width that fits the header and the first rows, within reason. */
  static double width(GridColumn column, int index, GridRows rows, int sample) {
    double head =
        column.name().length() * CHARACTER
            + column.type().length() * 6.4
            + (column.masked() ? 38 + column.mask().length() * 6.4 : 0)
            + 48;
    int longest = 4;
    for (int row = 0; row < Math.min(sample, rows.size()); row++) {
      String text = rows.text(row, index);
      if (text != null) {
        longest = Math.max(longest, Math.min(text.length(), 60));
      }
    }
    return Math.clamp(Math.max(head, longest * CHARACTER + 28), 70, 420);
  }
}
