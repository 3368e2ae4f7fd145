package dev.gatehouse.core.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The few things that the spool asks of a disk; each may fail, and tests make each fail. */
interface SegmentFiles {
  /** Names in a directory, sorted; empty where it does not exist. */
  List<String> list(Path directory) throws IOException;

  boolean exists(Path file);

  long size(Path file) throws IOException;

  byte[] read(Path file) throws IOException;

  /** Creates a directory and its parents, for its owner alone where the system knows owners. */
  void createDirectories(Path directory) throws IOException;

  /** Creates a file that must not exist. */
  OpenFile create(Path file) throws IOException;

  /** Renames within a directory, replacing what is there, as one step. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes a file; one that is gone already is fine. */
  void delete(Path file) throws IOException;

  /** Makes creations, renames and deletions in a directory durable. */
  void syncDirectory(Path directory) throws IOException;

  /** Bytes that may still be written beside this directory. */
  long usableSpace(Path directory) throws IOException;

  /** Takes a lock that ends with the process; empty where a living process has it. */
  Optional<Closeable> lock(Path file) throws IOException;

  /** A file open for writing, used by one thread. */
  interface OpenFile extends Closeable {
    /** Writes all of the bytes at that offset. */
    void write(long offset, byte[] bytes) throws IOException;

    /** Returns when all that was written is on the disk. */
    void force() throws IOException;
  }

  /** Replaces a file's content so that a crash leaves either the old or the new, durably. */
  default void replace(Path file, byte[] bytes) throws IOException {
    Path directory = SessionDirectory.parent(file);
    Path temporary = directory.resolve(file.getFileName() + SessionDirectory.TEMPORARY);
    delete(temporary);
    try (OpenFile open = create(temporary)) {
      open.write(0, bytes);
      open.force();
    }
    rename(temporary, file);
    syncDirectory(directory);
  }
}
