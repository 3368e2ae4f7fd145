package dev.gatehouse.control.api;

import java.util.List;

/**
 * A proof of {@code GET /v1/log/proof/inclusion} or {@code …/consistency} (RFC 9162).
 *
 * @param hashes in the order of the RFC, each 32 bytes in base64
 */
public record LogHashes(List<String> hashes) {}
