package dev.gatehouse.app.workbench.design;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.stage.Window;

/** Asks for a place on this computer. Called on the FX thread. */
@FunctionalInterface
public interface FilePicker {
  /**
   * Asks where to save.
   *
   * @param suggested where the dialog begins; its folder may not exist
   * @param extension of the files' names, without the dot
   * @param chosen is given the file; not called where the person gives up
   */
  void save(Window owner, String title, Path suggested, String extension, Consumer<Path> chosen);
}
