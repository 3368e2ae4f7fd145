package dev.gatehouse.control.api;

import java.util.List;

/**
 * {@code GET /v1/sessions/{id}/recording}: the opened recording. Opening it is itself recorded.
 *
 * @param session the session
 * @param events one canonical JSON object an event, in order, as {@code audit} encodes them
 * @param findings what the verification found wrong; empty where everything holds
 */
public record RecordingView(SessionView session, List<String> events, List<String> findings) {}
