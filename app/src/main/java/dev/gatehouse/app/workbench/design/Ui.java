package dev.gatehouse.app.workbench.design;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;

/** Small parts that every view is made of. */
public final class Ui {
  private Ui() {}

  public static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /** A label that wraps and keeps the height that its text needs. */
  public static Label paragraph(String text, String... styles) {
    Label label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** A small rounded word. */
  public static Label badge(String text, String... styles) {
    Label badge = label(text, styles);
    badge.getStyleClass().add("badge");
    badge.setMinWidth(Region.USE_PREF_SIZE);
    return badge;
  }

  public static Button button(String id, String text, Runnable action, String... styles) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().addAll(styles);
    button.setOnAction(event -> action.run());
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  /** A flat button with an icon alone; the text is its tooltip and its accessible name. */
  public static Button iconButton(String id, Ikon icon, String text, Runnable action) {
    Button button = new Button();
    button.setId(id);
    button.setGraphic(Icons.of(icon));
    button.getStyleClass().addAll("icon-button");
    name(button, text);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** Gives a control its accessible name, and shows it as a tooltip. */
  public static void name(javafx.scene.control.Control control, String text) {
    control.setAccessibleText(text);
    control.setTooltip(tooltip(text));
  }

  public static Tooltip tooltip(String text) {
    Tooltip tooltip = new Tooltip(text);
    tooltip.setShowDelay(Duration.millis(350));
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(420);
    return tooltip;
  }

  /** A row whose children are centred vertically. */
  public static HBox row(double spacing, Node... children) {
    HBox row = new HBox(spacing, children);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  public static VBox column(double spacing, Node... children) {
    return new VBox(spacing, children);
  }

  /** Takes the room that is left. */
  public static Region spacer() {
    Region spacer = new Region();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    VBox.setVgrow(spacer, Priority.ALWAYS);
    return spacer;
  }

  /** Shows a node or takes it out of the layout. */
  public static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  /** What a view shows where there is nothing yet: an icon, a title, a sentence. */
  public static VBox empty(Ikon icon, String title, String sentence, Node... actions) {
    Label text = paragraph(sentence, "empty-sentence");
    text.setMaxWidth(380);
    VBox box = new VBox(8, Icons.of(icon, "empty-icon"), label(title, "empty-title"), text);
    box.getStyleClass().add("empty-state");
    box.setAlignment(Pos.CENTER);
    if (actions.length > 0) {
      HBox row = new HBox(8, actions);
      row.setAlignment(Pos.CENTER);
      row.getStyleClass().add("empty-actions");
      box.getChildren().add(row);
    }
    return box;
  }
}
