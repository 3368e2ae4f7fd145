package dev.gatehouse.app.workbench.design;

import javafx.scene.Node;

/** Shows one dialog at a time inside the window. Called on the FX thread. */
public interface Dialogs {
  /**
   * Shows a dialog.
   *
   * @param content what it holds
   * @param first gets the focus
   * @param dismissed runs where the person leaves it with Escape or a click beside it
   */
  void show(Node content, Node first, Runnable dismissed);

  /** Takes the dialog away; does nothing where none is shown. */
  void hide();
}
