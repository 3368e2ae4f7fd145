package dev.gatehouse.core.audit.export;

import java.time.Instant;

/**
 * Somebody read a recording, or erased it.
 *
 * @param what {@code recording}, {@code erased}, …
 */
public record Access(String issuer, String subject, String name, String what, Instant at) {}
