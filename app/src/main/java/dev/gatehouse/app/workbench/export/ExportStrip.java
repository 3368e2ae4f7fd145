package dev.gatehouse.app.workbench.export;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** Tells of the export that runs or ran, above the results; away where there is none. */
public final class ExportStrip extends HBox {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
  private final ProgressIndicator spinner = new ProgressIndicator();
  private final Label text = Ui.paragraph("", "export-text");
  private final Button cancel;
  private final Button close;

  public ExportStrip(ExportViewModel model) {
    super(10);
    setId("export-strip");
    getStyleClass().add("export-strip");
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    spinner.getStyleClass().add("small-spinner");
    text.setId("export-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    cancel =
        Ui.button("export-stop", Strings.get("query.cancel"), model::cancel, "small", "outlined");
    close =
        Ui.iconButton(
            "export-close", Material2OutlinedAL.CLOSE, Strings.get("close"), model::dismiss);
    model.stateProperty().addListener((value, old, now) -> show(now));
    show(model.stateProperty().get());
  }

  private void show(ExportState state) {
    Ui.show(this, !(state instanceof ExportState.None));
    switch (state) {
      case ExportState.None _ -> getChildren().clear();
      case ExportState.Running running -> {
        pseudoClassStateChanged(FAILED, false);
        text.setText(
            Strings.get(
                running.cancelling() ? "export.cancelling" : "export.running",
                String.format("%,d", running.rows()),
                String.valueOf(running.target().getFileName())));
        cancel.setDisable(running.cancelling());
        if (!getChildren().contains(cancel)) {
          getChildren().setAll(spinner, text, cancel);
        }
      }
      case ExportState.Over over -> {
        pseudoClassStateChanged(FAILED, !over.good());
        text.setText(over.sentence());
        getChildren()
            .setAll(
                Icons.of(
                    over.good()
                        ? Material2OutlinedAL.CHECK_CIRCLE
                        : Material2OutlinedAL.ERROR_OUTLINE,
                    "export-icon"),
                text,
                close);
      }
    }
  }
}
