package dev.gatehouse.app.workbench.design;

import dev.gatehouse.app.workbench.base.Strings;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** Notifications that do not stop anybody; good news leaves by itself, the rest is closed. */
public final class Toasts {
  private static final int MOST = 4;
  private static final Duration STAY = Duration.seconds(5);
  private final VBox stack = new VBox(8);

  public Toasts() {
    stack.setId("notifications");
    stack.getStyleClass().add("toasts");
    stack.setAlignment(Pos.BOTTOM_RIGHT);
    stack.setPickOnBounds(false);
  }

  /** The layer to lay over the window's content. */
  public Node node() {
    return stack;
  }

  /** Tells something that went well; leaves after some seconds. */
  public void tell(String sentence) {
    HBox toast = add(Material2OutlinedAL.CHECK_CIRCLE, sentence, "toast-good");
    PauseTransition stay = new PauseTransition(STAY);
    stay.setOnFinished(event -> stack.getChildren().remove(toast));
    stay.play();
  }

  /** Tells something that needs attention; stays until it is closed. */
  public void warn(String sentence) {
    add(Material2OutlinedAL.INFO, sentence, "toast-warning");
  }

  private HBox add(Ikon icon, String sentence, String style) {
    Label text = Ui.paragraph(sentence, "toast-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox toast = new HBox(10, Icons.of(icon, "toast-icon"), text);
    Button close =
        Ui.iconButton(
            "notification-close",
            Material2OutlinedAL.CLOSE,
            Strings.get("close"),
            () -> stack.getChildren().remove(toast));
    toast.getChildren().add(close);
    toast.getStyleClass().addAll("toast", style);
    toast.setAlignment(Pos.TOP_LEFT);
    toast.setMaxWidth(Region.USE_PREF_SIZE);
    stack.getChildren().add(toast);
    if (stack.getChildren().size() > MOST) {
      stack.getChildren().removeFirst();
    }
    return toast;
  }
}
