package dev.gatehouse.core.execution.jdbc;

import dev.gatehouse.core.execution.SqlFailure;
import java.sql.SQLException;
import java.util.OptionalInt;

/** Connector/J's exceptions to failures, with the SQLSTATEs of {@link SqlStates}. */
final class MariaDbFailures {
  private static final String LOST =
      "The connection to the database was lost; what had not been committed is undone. Run it"
          + " again.";
  private static final String ENDED =
      "The server ended the connection, as it does when a grant ends or a result stays open for too"
          + " long; run it again, or ask for access again.";

  private MariaDbFailures() {}

  static SqlFailure of(SQLException e) {
    if (e instanceof UnshowableValueException unshowable) {
      return failure("22003", String.valueOf(unshowable.getMessage()), false);
    }
    SQLException found = serverError(e);
    String state = SqlStates.of(found);
    if (state.equals("57P01")) {
      return failure(state, ENDED, true);
    }
    if (state.startsWith("08")) {
      return failure(state, LOST, true);
    }
    if (state.equals("57014")) {
      return failure(
          state,
          found.getErrorCode() == 1969 || found.getErrorCode() == 3024
              ? "The statement took too long and was stopped; make it smaller and run it again."
              : "The statement was cancelled.",
          false);
    }
    return failure(state, message(found), false);
  }

  /** No connection at all. */
  static SqlFailure connecting(SQLException e) {
    String state = SqlStates.of(serverError(e));
    return switch (state) {
      case "28000" ->
          failure(
              state,
              "The database no longer accepts this grant's credentials; the grant may have ended."
                  + " Ask for access again.",
              true);
      case "53300" ->
          failure(state, "The database has no connection left; try again in a moment.", true);
      case "0L000" ->
          failure(
              "08004",
              "The session's state on the server is not what it must be; open the session again.",
              true);
      default ->
          failure(
              "08001", "The database cannot be reached; check that it runs and try again.", true);
    };
  }

  private static SqlFailure failure(String state, String message, boolean lost) {
    return new SqlFailure(state, message, OptionalInt.empty(), lost);
  }

  /** The driver puts the connection's number before the server's words. */
  private static String message(SQLException e) {
    String message = e.getMessage();
    return message == null
        ? "The server refused the statement."
        : message.replaceFirst("^\\(conn=\\d+\\) ", "");
  }

  /** The pool wraps what the driver said. */
  private static SQLException serverError(SQLException e) {
    SQLException found = e;
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        found = sql;
        if (sql.getErrorCode() > 0) {
          return sql;
        }
      }
    }
    return found;
  }
}
