package dev.gatehouse.control.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recorded session in {@code GET /v1/sessions}.
 *
 * @param state {@code open}, {@code complete}, {@code stale} or {@code incomplete}
 * @param verified what the verification of its segments said: {@code verified}, {@code open} or a
 *     sentence that names what does not hold
 */
public record SessionView(
    String id,
    String grantId,
    String person,
    String source,
    String environment,
    String purpose,
    String state,
    Instant openedAt,
    @Nullable Instant closedAt,
    int statements,
    int flagged,
    String verified) {}
