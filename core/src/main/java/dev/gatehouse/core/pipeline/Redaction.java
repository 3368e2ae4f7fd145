package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.execution.SqlFailure;
import java.util.OptionalInt;

/**
 * The server's messages where masked columns are in scope: only the SQLSTATE and a sentence that
 * follows from it, since a message can quote a value ({@code invalid input syntax for …}).
 */
final class Redaction {
  private Redaction() {}

  static SqlFailure of(SqlFailure failure, boolean redact) {
    if (!redact || failure.connectionLost() || failure.sqlState().equals("57014")) {
      return failure;
    }
    return new SqlFailure(
        failure.sqlState(), sentence(failure.sqlState()), OptionalInt.empty(), false);
  }

  private static String sentence(String state) {
    String what =
        switch (state) {
          case "42501" -> "The database refused the access";
          case "55P03" -> "A lock was not free in time";
          case "40001", "40P01" -> "Another transaction was in the way; run it again";
          default ->
              switch (state.substring(0, 2)) {
                case "22" -> "A value could not be computed";
                case "23" -> "A constraint was violated";
                case "53" -> "The server has no resources left";
                default -> "The server could not run the statement";
              };
        };
    return what
        + " (SQLSTATE "
        + state
        + "); its message is withheld because masked columns are in scope.";
  }
}
