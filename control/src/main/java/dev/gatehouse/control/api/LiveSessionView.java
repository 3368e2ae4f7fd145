package dev.gatehouse.control.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A running session in {@code GET /v1/sessions/live}, as of its last uploaded segment.
 *
 * @param lastSeenAt when its client was last heard of
 * @param statement the last statement's number; null where there was none yet
 * @param text its text; null where there was none, or its record can no longer be opened
 * @param effect what was decided of it
 * @param outcome how it ended; null while that is not known
 */
public record LiveSessionView(
    SessionView session,
    Instant lastSeenAt,
    @Nullable Long statement,
    @Nullable Instant at,
    @Nullable String text,
    @Nullable String effect,
    @Nullable String outcome) {}
