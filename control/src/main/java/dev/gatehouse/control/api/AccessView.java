package dev.gatehouse.control.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody read a recording, or erased it.
 *
 * @param what {@code recording}, {@code segment 3}, {@code evidence}, {@code report}, {@code live},
 *     {@code erased} or {@code retention}
 * @param logIndex where the log says so
 */
public record AccessView(
    String issuer,
    String subject,
    String person,
    String what,
    Instant at,
    @Nullable Long logIndex) {}
