package dev.gatehouse.app.workbench.design;

import atlantafx.base.controls.ModalPane;
import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Dialogs in the scene, over a modal pane that keeps the focus inside the dialog. */
public final class ModalDialogs implements Dialogs {
  private static final Duration FADE = Duration.millis(90);
  private final ModalPane pane = new ModalPane();
  private @Nullable Node first;
  private @Nullable Node before;
  private Runnable dismissed = () -> {};

  public ModalDialogs() {
    pane.setId("modal");
    pane.setInTransitionFactory(node -> fade(node, 0, 1));
    pane.setOutTransitionFactory(node -> fade(node, 1, 0));
    pane.displayProperty().addListener((value, old, shown) -> onDisplay(shown));
    pane.sceneProperty()
        .addListener(
            (value, old, scene) -> {
              if (scene != null) {
                scene.focusOwnerProperty().addListener((v, o, owner) -> keepFocus(owner));
              }
            });
  }

  /** The pane to lay over the window's content. */
  public Node node() {
    return pane;
  }

  @Override
  public void show(Node content, Node firstFocus, Runnable onDismissed) {
    if (pane.isDisplay()) {
      leave();
    }
    before = pane.getScene() == null ? null : pane.getScene().getFocusOwner();
    first = firstFocus;
    dismissed = onDismissed;
    StackPane card = new StackPane(content);
    card.getStyleClass().add("dialog-card");
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    pane.show(card);
    firstFocus.requestFocus();
  }

  @Override
  public void hide() {
    dismissed = () -> {};
    pane.hide(true);
  }

  private void onDisplay(boolean shown) {
    if (!shown) {
      first = null;
      leave();
      if (before != null) {
        before.requestFocus();
      }
    }
  }

  private void leave() {
    Runnable left = dismissed;
    dismissed = () -> {};
    left.run();
  }

  private void keepFocus(@Nullable Node owner) {
    Node wanted = first;
    if (wanted == null || !pane.isDisplay()) {
      return;
    }
    for (Node node = owner; node != null; node = node.getParent()) {
      if (pane.equals(node)) {
        return;
      }
    }
    wanted.requestFocus();
  }

  private static Animation fade(Node node, double from, double to) {
    FadeTransition fade = new FadeTransition(FADE, node);
    fade.setFromValue(from);
    fade.setToValue(to);
    return fade;
  }
}
