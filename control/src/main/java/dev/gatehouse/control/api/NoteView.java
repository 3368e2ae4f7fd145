package dev.gatehouse.control.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer said of a session in {@code GET /v1/sessions/{id}/notes}.
 *
 * @param statement the statement that it is about; null where it is about the session
 * @param kind {@code note}, {@code flag}, {@code cleared} (a flag's end), {@code hold} (keeps the
 *     session from being erased) or {@code released}
 */
public record NoteView(
    long id, @Nullable Long statement, String kind, String text, String person, Instant at) {}
