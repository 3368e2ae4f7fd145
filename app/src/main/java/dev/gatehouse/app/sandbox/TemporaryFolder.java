package dev.gatehouse.app.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in the system's temporary directory that only its owner reads, gone when it is closed.
 * What a killed program left is removed by the next: its lock file is not locked any more.
 */
final class TemporaryFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
  private static final String PREFIX = "gatehouse-try-";
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel channel;

  private TemporaryFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static TemporaryFolder make() throws IOException {
    Path all = Path.of(System.getProperty("java.io.tmpdir", "."));
    sweep(all);
    // Java makes it for its owner alone where the file system knows owners.
    Path made = Files.createTempDirectory(all, PREFIX);
    FileChannel channel =
        FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new IOException("The new temporary folder is locked by somebody else.");
    }
    return new TemporaryFolder(made, channel);
  }

  Path path() {
    return path;
  }

  private static void sweep(Path all) {
    try (Stream<Path> entries = Files.list(all)) {
      entries.filter(TemporaryFolder::isLeft).forEach(TemporaryFolder::delete);
    } catch (IOException e) {
      LOG.debug("The temporary directory cannot be listed.", e);
    }
  }

  /** Without a lock file its owner may be about to make it. */
  private static boolean isLeft(Path folder) {
    Path lock = folder.resolve(LOCK);
    if (!String.valueOf(folder.getFileName()).startsWith(PREFIX) || !Files.isWritable(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  private static void delete(Path folder) {
    List<Path> found;
    try (Stream<Path> walked = Files.walk(folder)) {
      found = walked.toList().reversed();
      for (Path file : found) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("The temporary folder {} could not be removed.", folder, e);
    }
  }

  @Override
  public void close() {
    delete(path);
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("A lock could not be given back.", e);
    }
  }
}
