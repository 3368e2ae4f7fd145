package dev.gatehouse.core.execution;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A statement that the server did not finish.
 *
 * @param sqlState five characters (PostgreSQL documentation, appendix A), or {@code 08006} and the
 *     like for a lost connection
 * @param message what a person reads; generic where a sensitive column was in scope
 * @param position 0-based offset into the text that was sent, where the server named one
 * @param connectionLost whether the connection is gone
 */
public record SqlFailure(
    String sqlState, String message, OptionalInt position, boolean connectionLost) {
  public SqlFailure {
    Objects.requireNonNull(sqlState);
    Objects.requireNonNull(message);
    Objects.requireNonNull(position);
  }
}
