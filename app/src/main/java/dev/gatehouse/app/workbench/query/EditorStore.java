package dev.gatehouse.app.workbench.query;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps editors and history across restarts, in files that are replaced as a whole. Blocking;
 * called off the FX thread. Nothing that is read here runs anything.
 */
final class EditorStore {
  private static final Logger log = LoggerFactory.getLogger(EditorStore.class);
  private static final int MOST_HISTORY = 1_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Path editors;
  private final Path history;

  EditorStore(Path directory) {
    editors = directory.resolve("editors.json");
    history = directory.resolve("history.json");
  }

  /** An editor as it is kept. */
  record Kept(String id, String source, String title, String text, int caret) {}

  synchronized List<Kept> editors() {
    return read(editors, new TypeReference<>() {});
  }

  synchronized void keepEditors(List<Kept> all) {
    write(editors, all);
  }

  /** Newest first. */
  synchronized List<HistoryEntry> history() {
    return read(history, new TypeReference<>() {});
  }

  synchronized void keepHistory(List<HistoryEntry> all) {
    write(history, all.size() > MOST_HISTORY ? all.subList(0, MOST_HISTORY) : all);
  }

  private static <T> List<T> read(Path file, TypeReference<List<T>> type) {
    if (!Files.exists(file)) {
      return new ArrayList<>();
    }
    try {
      return JSON.readValue(Files.readAllBytes(file), type);
    } catch (IOException | JacksonException e) {
      log.warn("{} cannot be read and is left aside.", file.getFileName(), e);
      return new ArrayList<>();
    }
  }

  private static void write(Path file, List<?> all) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, JSON.writeValueAsBytes(all));
      OwnerOnly.protect(fresh);
      try {
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException | JacksonException e) {
      log.warn("{} cannot be written; it holds until the window closes.", file.getFileName(), e);
    }
  }
}
