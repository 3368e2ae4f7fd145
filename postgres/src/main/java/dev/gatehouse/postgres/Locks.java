package dev.gatehouse.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** File locks that end with the process that holds them, however it ends. */
final class Locks {
  private Locks() {}

  /** The lock, or empty where a living process (this one included) holds it. */
  static Optional<FileChannel> tryHold(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held by this JVM: the same answer as for another one.
    }
    channel.close();
    return Optional.empty();
  }
}
