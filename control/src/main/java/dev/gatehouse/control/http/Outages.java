package dev.gatehouse.control.http;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Tells a database that does not answer from a fault of this service. */
final class Outages {
  /** Causes that are looked at; a chain may be a ring. */
  private static final int DEEPEST = 20;

  private Outages() {}

  /** Whether this service's own database is away, shuts down, starts or has no connection left. */
  static boolean isOne(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof SQLTransientConnectionException) {
        return true;
      }
      if (cause instanceof SQLException sql && isOutage(String.valueOf(sql.getSQLState()))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** PostgreSQL, appendix A: class 08, the shutdown codes of class 57, too many connections. */
  private static boolean isOutage(String state) {
    return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300");
  }
}
