package dev.gatehouse.control.keys;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.control.config.StartupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Set;
import java.util.function.Supplier;

/** {@code keys.json}: a JWK set that only the service's user may read. */
final class KeyFile {
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Path directory;
  private final Path file;

  KeyFile(Path directory) {
    this.directory = directory;
    this.file = directory.resolve("keys.json");
  }

  JWKSet loadOrCreate(Supplier<JWKSet> maker) throws StartupException {
    try {
      if (!Files.exists(file)) {
        create(maker.get());
      }
      refuseWhereOthersMayRead();
      return JWKSet.parse(Files.readString(file));
    } catch (ParseException e) {
      throw new StartupException(
          "The key file " + file + " is damaged; restore it from its backup.", e);
    } catch (IOException e) {
      throw new StartupException(
          "The key file " + file + " cannot be read or written by the service's user.", e);
    }
  }

  private void create(JWKSet keys) throws IOException {
    Files.createDirectories(directory, ownerOnly("rwx------"));
    Path fresh = Files.createTempFile(directory, "keys", ".new", ownerOnly("rw-------"));
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(keys.toString(false).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    try {
      Files.createLink(file, fresh);
      Files.delete(fresh);
    } catch (FileAlreadyExistsException e) {
      // Another start was quicker: its keys hold.
      Files.delete(fresh);
    } catch (UnsupportedOperationException e) {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void refuseWhereOthersMayRead() throws IOException, StartupException {
    if (!posix()) {
      return;
    }
    for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
      if (OTHERS.contains(permission)) {
        throw new StartupException(
            "Others may read the key file " + file + "; run chmod 600 on it and start again.");
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    if (!posix()) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  private static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
