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

/**
 * Notifications that do not stop anybody: at the top right, where neither the results nor the
 * beginnings of lines are. What needs attention stays until it is closed; the rest leaves by
 * itself, unless the pointer rests on it.
 */
public final class Toasts {
  private static final int MOST = 4;
  private static final Duration STAY = Duration.seconds(6);
  private final VBox stack = new VBox(8);

  public Toasts() {
    stack.setId("notifications");
    stack.getStyleClass().add("toasts");
    stack.setAlignment(Pos.TOP_RIGHT);
    stack.setPickOnBounds(false);
  }

  /** The layer to lay over the window's content. */
  public Node node() {
    return stack;
  }

  /** Tells something that went well; leaves after some seconds. */
  public void tell(String sentence) {
    leave(add(Material2OutlinedAL.CHECK_CIRCLE, sentence, "toast-good"));
  }

  /** Tells something that goes on elsewhere; leaves after some seconds. */
  public void remark(String sentence) {
    leave(add(Material2OutlinedAL.HOURGLASS_EMPTY, sentence, "toast-warning"));
  }

  private void leave(HBox toast) {
    PauseTransition stay = new PauseTransition(STAY);
    stay.setOnFinished(event -> stack.getChildren().remove(toast));
    toast
        .hoverProperty()
        .addListener(
            (value, old, hovered) -> {
              if (hovered) {
                stay.stop();
              } else {
                stay.playFromStart();
              }
            });
    stay.play();
  }

  /** Tells something that needs attention; stays until it is closed. */
  public void warn(String sentence) {
    add(Material2OutlinedAL.INFO, sentence, "toast-warning");
  }

  private HBox add(Ikon icon, String sentence, String style) {
    Label text = Ui.paragraph(sentence, "toast-text");
    text.setId("notification-text");
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
