package dev.gatehouse.app.workbench.design;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The operating system's own dialogs. */
public final class SystemFilePicker implements FilePicker {
  @Override
  public void save(
      Window owner, String title, Path suggested, String extension, Consumer<Path> chosen) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    Path folder = suggested.getParent();
    if (folder != null && folder.toFile().isDirectory()) {
      chooser.setInitialDirectory(folder.toFile());
    }
    chooser.setInitialFileName(String.valueOf(suggested.getFileName()));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("*." + extension, "*." + extension));
    File file = chooser.showSaveDialog(owner);
    if (file != null) {
      chosen.accept(file.toPath());
    }
  }
}
