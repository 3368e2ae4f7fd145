package dev.gatehouse.app.workbench.design;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons and the product's mark; all take their colour from the style sheet. */
public final class Icons {
  private Icons() {}

  /** An icon with style classes of its own. */
  public static FontIcon of(Ikon ikon, String... styles) {
    FontIcon icon = new FontIcon(ikon);
    icon.getStyleClass().addAll(styles);
    return icon;
  }

  /**
   * The mark: a gate, and rows behind it.
   *
   * @param size width and height in pixels
   */
  public static Region mark(double size) {
    Region gate = new Region();
    gate.getStyleClass().add("product-mark-gate");
    double inner = size * 0.56;
    gate.setMinSize(inner, inner);
    gate.setMaxSize(inner, inner);
    StackPane mark = new StackPane(gate);
    mark.getStyleClass().add("product-mark");
    mark.setMinSize(size, size);
    mark.setMaxSize(size, size);
    return mark;
  }
}
