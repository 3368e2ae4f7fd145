package dev.gatehouse.app.workbench;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** What a closed tab held is given up. */
class ClosedTabsTest extends JourneyTest {
  private static final int TABS = 30;

  /** An editor and a grid. */
  private static final int OF_A_TAB = 2;

  @Test
  void ofThirtyTabsOpenedAndClosedAtMostTheLastIsStillHeld() {
    connect();
    List<WeakReference<Object>> held = new ArrayList<>();
    for (int tab = 0; tab < TABS; tab++) {
      held.addAll(openedAndClosed());
    }
    List<WeakReference<Object>> before = held.subList(0, held.size() - OF_A_TAB);
    window.until(
        "editors and results are given up",
        () -> {
          System.gc();
          return before.stream().allMatch(reference -> reference.refersTo(null));
        });
  }

  private List<WeakReference<Object>> openedAndClosed() {
    window.key(KeyCode.T, "C");
    window.untilText("editor-target", "Shop");
    window.until("the new editor", () -> window.text("sql-editor").isEmpty());
    window.write("sql-editor", "SELECT id FROM orders");
    window.key(KeyCode.ENTER, "C");
    window.untilText("result-status", "500 of");
    List<WeakReference<Object>> held =
        List.of(
            new WeakReference<>(window.node("sql-editor")),
            new WeakReference<>(window.node("result-grid").getParent()));
    window.key(KeyCode.W, "C");
    window.until("the tab is closed", () -> !window.isShown("result-grid"));
    return held;
  }
}
