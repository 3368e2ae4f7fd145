package dev.gatehouse.app.workbench.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Statements may hold what others should not read: only the file's owner may. */
final class OwnerOnly {
  private OwnerOnly() {}

  /** Does nothing on a file system without POSIX permissions, where the profile's own hold. */
  static void protect(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }
}
