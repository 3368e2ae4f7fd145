package dev.gatehouse.core.execution.jdbc;

import dev.gatehouse.core.execution.SqlFailure;
import java.sql.SQLException;
import java.util.OptionalInt;

/**
 * Connector/J's exceptions to failures. MariaDB says {@code HY000} or {@code 42000} for much that
 * the standard tells apart, so its error number decides the SQLSTATE (MariaDB documentation,
 * "MariaDB error codes").
 */
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
    String state = state(found);
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
    String state = state(serverError(e));
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

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return switch (e.getErrorCode()) {
      case 1044, 1142, 1143, 1227, 1370, 1410 -> "42501"; // access, command, column, routine denied
      case 1045, 1698, 1820, 1862, 3118, 4151 -> "28000"; // password wrong or over, account locked
      case 1040, 1203, 1226 -> "53300"; // too many connections
      case 1317, 1969, 3024 -> "57014"; // interrupted, took too long
      case 1927, 4031, 1053 -> "57P01"; // connection killed, idle for too long, shutdown
      case 1205, 3572 -> "55P03"; // no lock in time
      case 1105 -> "22000"; // an unnamed error, such as EXTRACTVALUE's about its own argument
      case 1365 -> "22012"; // division by zero
      case 1264, 1690 -> "22003"; // out of range
      case 1265, 1366, 1292, 1411 -> "22007"; // a value of the wrong form
      case 1406 -> "22001"; // too long
      case 1242 -> "21000"; // a scalar subquery of several rows
      default -> state == null || state.length() != 5 ? "08006" : state;
    };
  }
}
