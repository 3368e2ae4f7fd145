package dev.gatehouse.control.api;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/sessions/{id}/notes}; see {@link NoteView}.
 *
 * @param statement null for the session as a whole
 */
public record NoteRequest(@Nullable Long statement, String kind, String text) {}
