package dev.gatehouse.control.api;

/**
 * Answer to {@code POST /v1/sessions}.
 *
 * @param sessionId the session's id
 * @param sealingKey the service's public key as a JWK; segment keys are wrapped for it
 * @param receiptKey the public key that signs receipts, as a JWK
 * @param strict whether each statement waits until the service has acknowledged its intent
 */
public record SessionTicket(
    String sessionId, String sealingKey, String receiptKey, boolean strict) {}
