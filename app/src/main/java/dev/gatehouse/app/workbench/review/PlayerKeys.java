package dev.gatehouse.app.workbench.review;

import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;

/**
 * The player's keys: Space plays and pauses, arrows step, brackets go to flagged statements, minus
 * and plus change the speed, Ctrl+F searches.
 */
final class PlayerKeys {
  private final Node player;
  private final PlayerViewModel model;
  private final TextField search;

  PlayerKeys(Node player, PlayerViewModel model, TextField search) {
    this.player = player;
    this.model = model;
    this.search = search;
  }

  void install() {
    player.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    player.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown()) {
      if (event.getCode() == javafx.scene.input.KeyCode.F) {
        search.requestFocus();
        event.consume();
      }
      return;
    }
    if (search.isFocused() || insideGrid(event)) {
      return;
    }
    switch (event.getCode()) {
      case SPACE -> model.toggle();
      case DOWN, RIGHT -> model.step(1);
      case UP, LEFT -> model.step(-1);
      case OPEN_BRACKET -> model.stepFlagged(-1);
      case CLOSE_BRACKET -> model.stepFlagged(1);
      case PLUS, ADD, EQUALS -> model.faster(1);
      case MINUS, SUBTRACT -> model.faster(-1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Brackets come as typed characters only on keyboards that need a modifier for them. */
  private void typed(KeyEvent event) {
    if (!search.isFocused() && event.isAltDown()) {
      if (event.getCharacter().equals("[")) {
        model.stepFlagged(-1);
      } else if (event.getCharacter().equals("]")) {
        model.stepFlagged(1);
      }
    }
  }

  private static boolean insideGrid(KeyEvent event) {
    for (Node node = event.getTarget() instanceof Node n ? n : null;
        node != null;
        node = node.getParent()) {
      if ("player-grid".equals(node.getId())) {
        return switch (event.getCode()) {
          case UP, DOWN, LEFT, RIGHT -> true;
          default -> false;
        };
      }
    }
    return false;
  }
}
