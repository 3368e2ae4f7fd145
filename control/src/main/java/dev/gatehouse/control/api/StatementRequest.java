package dev.gatehouse.control.api;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/grants/{id}/statements}: a statement that a decision says needs approval.
 *
 * @param statement the exact text that is to run; its bytes in UTF-8 are what is approved
 * @param comment what the reviewer should know; may be null
 */
public record StatementRequest(String statement, @Nullable String comment) {}
