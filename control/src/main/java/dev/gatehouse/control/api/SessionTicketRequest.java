package dev.gatehouse.control.api;

/**
 * Body of {@code POST /v1/sessions}, sent before the first connect.
 *
 * @param grantId the grant
 * @param deviceKey the device's public signing key as a JWK
 * @param host the machine's name
 * @param appVersion the client's version
 */
public record SessionTicketRequest(
    String grantId, String deviceKey, String host, String appVersion) {}
