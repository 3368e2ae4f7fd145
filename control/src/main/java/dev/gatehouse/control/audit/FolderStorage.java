package dev.gatehouse.control.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Segments in a folder: {@code <session>/NNNNNN.seg} and {@code NNNNNN.receipt}, the layout that
 * the verifier reads. A file is written beside its place, forced, and renamed.
 */
public final class FolderStorage implements SegmentStorage {
  private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Path root;

  /** Keeps segments under that directory, which is made where it is missing. */
  public FolderStorage(Path root) {
    this.root = root;
  }

  @Override
  public void write(String sessionId, long number, byte[] bytes) throws IOException {
    replace(file(sessionId, number, "seg"), bytes);
  }

  @Override
  public Optional<byte[]> read(String sessionId, long number) throws IOException {
    Path file = file(sessionId, number, "seg");
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public void writeReceipt(String sessionId, long number, String receiptJson) throws IOException {
    replace(file(sessionId, number, "receipt"), receiptJson.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void writeDescription(String sessionId, String json) throws IOException {
    Path beside = file(sessionId, 0, "seg").resolveSibling("recording.json");
    replace(beside, json.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(String sessionId, long number, String kind) {
    if (!SESSION_ID.matcher(sessionId).matches() || number < 0) {
      throw new IllegalArgumentException("This is not the name of a segment.");
    }
    return root.resolve(sessionId).resolve(String.format("%06d.%s", number, kind));
  }

  private void replace(Path file, byte[] bytes) throws IOException {
    Path directory = root.resolve(String.valueOf(root.relativize(file).getName(0)));
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      force(root);
    }
    Path temporary = directory.resolve(UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    force(directory);
  }

  private static void force(Path directory) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return; // NTFS journals names by itself, and a directory cannot be opened there.
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
