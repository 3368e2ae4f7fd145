package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.design.Ui;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A panel with a title bar. */
abstract class BorderedColumn extends VBox {
  BorderedColumn(String title) {
    HBox bar = Ui.row(8, Ui.label(title, "panel-title"));
    bar.getStyleClass().add("panel-bar");
    getChildren().add(bar);
  }
}
