package dev.gatehouse.control.api;

/**
 * Answer to {@code POST /v1/token}: the control service's own DPoP-bound token.
 *
 * @param accessToken a JWT bound to the client's key by {@code cnf.jkt} (RFC 9449, section 6)
 * @param tokenType always {@code DPoP}
 * @param expiresIn seconds
 */
public record SessionTokenView(String accessToken, String tokenType, long expiresIn) {}
