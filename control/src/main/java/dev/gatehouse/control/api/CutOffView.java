package dev.gatehouse.control.api;

import java.time.Instant;

/**
 * Answer to {@code POST /v1/sessions/{id}/cut-off}.
 *
 * @param sessionId the session
 * @param by readable name of the reviewer who did it first
 * @param reason why; the session's owner reads it
 * @param at when
 */
public record CutOffView(String sessionId, String by, String reason, Instant at) {}
