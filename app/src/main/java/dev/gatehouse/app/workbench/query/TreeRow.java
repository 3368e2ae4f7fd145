package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.design.Ui;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * A line of the tree: an icon, a name, perhaps a badge, and at the right a detail. Where they do
 * not fit, the detail goes first, then the name is shortened; the badge stays.
 */
final class TreeRow extends HBox {
  private static final double GAP = 7;
  private final Node icon;
  private final Label name;
  private final Label detail;
  private @Nullable Label badge;

  TreeRow(Node icon, String text, String detailText) {
    super(GAP);
    this.icon = icon;
    name = Ui.label(text, "tree-name");
    name.setMinWidth(0);
    detail = Ui.label(detailText, "tree-detail");
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(icon, name, Ui.spacer(), detail);
  }

  /** Puts a badge behind the name. */
  void badge(Label shown) {
    badge = shown;
    getChildren().add(2, shown);
  }

  @Override
  protected void layoutChildren() {
    detail.setVisible(!detail.getText().isEmpty() && needed() <= getWidth());
    detail.setManaged(detail.isVisible());
    super.layoutChildren();
  }

  private double needed() {
    double marks = icon.prefWidth(-1) + (badge == null ? 0 : badge.prefWidth(-1) + GAP);
    return marks + name.prefWidth(-1) + detail.prefWidth(-1) + 3 * GAP;
  }
}
