package dev.gatehouse.app.workbench.shell;

import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * Something a person can do from anywhere: a palette entry, and a shortcut where it has one.
 *
 * @param id stable, such as {@code query.run}
 * @param title as the palette shows it
 * @param keys the shortcut; null where there is none
 */
record Command(String id, String title, @Nullable KeyCombination keys, Runnable action) {
  static Command of(String id, String title, String keys, Runnable action) {
    return new Command(id, title, keys.isEmpty() ? null : KeyCombination.valueOf(keys), action);
  }
}
