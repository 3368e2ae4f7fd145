package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.app.workbench.grid.GridColumn;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** One cell in full, beside the grid. */
final class CellViewer extends VBox {
  private static final int LONGEST = 200_000;
  private final Label name = Ui.label("", "cell-viewer-name");
  private final Label type = Ui.label("", "cell-viewer-type");
  private final Label mask = Ui.paragraph("", "cell-viewer-mask");
  private final TextArea value = new TextArea();
  private Runnable close = () -> {};

  CellViewer() {
    setId("cell-viewer");
    getStyleClass().add("cell-viewer");
    value.setId("cell-viewer-value");
    value.setEditable(false);
    value.setWrapText(true);
    value.getStyleClass().add("mono");
    value.setAccessibleText(Strings.get("cell.accessible"));
    VBox.setVgrow(value, Priority.ALWAYS);
    mask.setGraphic(Icons.of(Material2AL.LOCK));
    getChildren()
        .addAll(
            Ui.row(
                8,
                name,
                type,
                Ui.spacer(),
                Ui.iconButton(
                    "cell-viewer-close",
                    Material2OutlinedAL.CLOSE,
                    Strings.get("close"),
                    () -> close.run())),
            mask,
            value);
  }

  void onClose(Runnable action) {
    close = action;
  }

  void show(GridColumn column, @Nullable String text) {
    name.setText(column.name());
    type.setText(column.type());
    mask.setText(column.masked() ? Strings.get("grid.masked", column.mask(), column.rule()) : "");
    Ui.show(mask, column.masked());
    value.setText(text == null ? "NULL" : shortened(text));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "\n" + Strings.get("cell.cut", text.length());
  }
}
