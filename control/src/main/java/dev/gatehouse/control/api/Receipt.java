package dev.gatehouse.control.api;

/**
 * The service's signed word that it has a segment.
 *
 * @param sessionId the session
 * @param number the segment's number, from 0
 * @param sha256 hex digest of the stored bytes
 * @param receivedAt ISO-8601 instant
 * @param signature compact JWS (EdDSA) over the other fields as JSON
 */
public record Receipt(
    String sessionId, long number, String sha256, String receivedAt, String signature) {}
