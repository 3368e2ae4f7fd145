package dev.gatehouse.app.cli;

import tools.jackson.databind.JsonNode;

/**
 * What a person gave as one statement, or as one script.
 *
 * @param id comes back in the answer: the {@code id} of a JSON line, else the entry's number
 * @param sql the text as it was given
 */
record StatementEntry(JsonNode id, String sql) {}
