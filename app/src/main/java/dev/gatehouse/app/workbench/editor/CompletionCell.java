package dev.gatehouse.app.workbench.editor;

import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.app.workbench.editor.SqlEditor.Completion;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** A proposal: its icon, its text, its mask, its detail. */
final class CompletionCell extends ListCell<Completion> {
  @Override
  protected void updateItem(@Nullable Completion item, boolean empty) {
    super.updateItem(item, empty);
    setText(null);
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    Label text = Ui.label(item.text(), "completion-text");
    HBox row = Ui.row(8, Icons.of(icon(item.kind()), "completion-icon"), text);
    if (!item.mask().isEmpty()) {
      Label mask = Ui.badge(item.mask(), "mask-badge");
      mask.setGraphic(Icons.of(Material2AL.LOCK));
      row.getChildren().add(mask);
    }
    row.getChildren().addAll(Ui.spacer(), Ui.label(item.detail(), "completion-detail"));
    setGraphic(row);
  }

  private static Ikon icon(Completion.Kind kind) {
    return switch (kind) {
      case KEYWORD -> Material2OutlinedMZ.SHORT_TEXT;
      case SCHEMA -> Material2OutlinedAL.FOLDER;
      case RELATION -> Material2OutlinedAL.GRID_ON;
      case COLUMN -> Material2MZ.VIEW_WEEK;
      case FUNCTION -> Material2OutlinedAL.FUNCTIONS;
    };
  }
}
