package dev.gatehouse.core.audit.witness;

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

/** The few small files of a witness, each replaced as one step. */
record WitnessFolder(Path path) {
  private static final String CHECKPOINT = "checkpoint";
  private static final String KEY = "key.json";
  private static final String ALERT = "alert";

  /**
   * What was seen last.
   *
   * @param key the public key, as a JWK
   * @param note a checkpoint that it signed
   */
  record Seen(String key, String note) {}

  Optional<Seen> seen() throws IOException {
    Optional<String> key = read(KEY);
    Optional<String> note = read(CHECKPOINT);
    return key.isPresent() && note.isPresent()
        ? Optional.of(new Seen(key.get(), note.get()))
        : Optional.empty();
  }

  void remember(Seen seen) throws IOException {
    if (!read(KEY).equals(Optional.of(seen.key()))) {
      replace(KEY, seen.key());
    }
    replace(CHECKPOINT, seen.note());
  }

  /** The alert's sentence, which is its first line. */
  Optional<String> alert() throws IOException {
    return read(ALERT).flatMap(text -> text.lines().findFirst());
  }

  /** Keeps an alert and what proves it; the first one stays. */
  void alert(String sentence, String evidence) throws IOException {
    if (read(ALERT).isEmpty()) {
      replace(ALERT, sentence + "\n\n" + evidence);
    }
  }

  private Optional<String> read(String name) throws IOException {
    Path file = path.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  private void replace(String name, String text) throws IOException {
    Files.createDirectories(path);
    Path temporary = path.resolve(name + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel file =
          FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      Files.move(
          temporary,
          path.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
