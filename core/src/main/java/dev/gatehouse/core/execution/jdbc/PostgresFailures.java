package dev.gatehouse.core.execution.jdbc;

import dev.gatehouse.core.execution.SqlFailure;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * pgjdbc's exceptions to failures. Of the server's answer only the primary message and the position
 * are kept: DETAIL, HINT and WHERE can hold values.
 */
final class PostgresFailures {
  private static final String LOST =
      "The connection to the database was lost; what had not been committed is undone. Run it"
          + " again.";
  private static final String ENDED =
      "The server ended the connection, as it does when a grant ends or a result stays open for too"
          + " long; run it again, or ask for access again.";

  private PostgresFailures() {}

  static SqlFailure of(SQLException e, String text) {
    if (e instanceof UnshowableValueException unshowable) {
      return new SqlFailure(
          "22003", String.valueOf(unshowable.getMessage()), OptionalInt.empty(), false);
    }
    SQLException found = serverError(e);
    String state = state(found);
    ServerErrorMessage server =
        found instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    if (state.equals("57P01") || state.equals("25P03") || state.equals("57P05")) {
      return new SqlFailure(state, ENDED, OptionalInt.empty(), true);
    }
    if (state.startsWith("08") || state.equals("57P02") || state.equals("57P03")) {
      return new SqlFailure(state, LOST, OptionalInt.empty(), true);
    }
    if (server == null) {
      return new SqlFailure(
          state,
          "The database driver could not go on; run it again.",
          OptionalInt.empty(),
          found.getSQLState() == null);
    }
    return new SqlFailure(
        state, message(state, server), position(server.getPosition(), text), false);
  }

  /** No connection at all. */
  static SqlFailure connecting(SQLException e) {
    SQLException found = serverError(e);
    String state = state(found);
    String sentence =
        switch (state) {
          case "28P01", "28000" ->
              "The database no longer accepts this grant's credentials; the grant may have ended."
                  + " Ask for access again.";
          case "53300" -> "The database has no connection left; try again in a moment.";
          default -> "The database cannot be reached; check that it runs and try again.";
        };
    return new SqlFailure(
        state.startsWith("28") || state.startsWith("53") ? state : "08001",
        sentence,
        OptionalInt.empty(),
        true);
  }

  private static String message(String state, ServerErrorMessage server) {
    if (state.equals("57014")) {
      String primary = String.valueOf(server.getMessage());
      return primary.contains("timeout")
          ? "The statement took too long and was stopped; make it smaller and run it again."
          : "The statement was cancelled.";
    }
    String primary = server.getMessage();
    return primary == null ? "The server refused the statement." : primary;
  }

  /** The pool wraps what the driver said. */
  private static SQLException serverError(SQLException e) {
    SQLException found = e;
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
      if (cause instanceof PSQLException psql) {
        return psql;
      }
      if (cause instanceof SQLException sql) {
        found = sql;
      }
    }
    return found;
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.length() != 5 ? "08006" : state;
  }

  /** The server counts characters from 1; we count UTF-16 units from 0. */
  private static OptionalInt position(int position, @Nullable String text) {
    if (text == null || position < 1 || position - 1 > text.codePointCount(0, text.length())) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(text.offsetByCodePoints(0, position - 1));
  }
}
