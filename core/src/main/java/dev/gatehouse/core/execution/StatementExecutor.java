package dev.gatehouse.core.execution;

import dev.gatehouse.core.decision.FloorRole;

/**
 * Runs analysed statements under one of a grant's roles. Statements start one at a time, while
 * earlier ones may still be read; {@link #cancel()} may come from any thread.
 */
public interface StatementExecutor extends AutoCloseable {
  /** How a statement runs. */
  enum Mode {
    /** In a read-only transaction, rows fetched in portions. */
    READ,
    /** In a transaction that {@link ResultStream#commit()} makes final. */
    WRITE
  }

  /**
   * Starts a statement.
   *
   * @param text the gate's text, sent as it is
   * @throws SqlFailureException where the server refused it or failed
   */
  ResultStream execute(String text, FloorRole role, Mode mode) throws SqlFailureException;

  /**
   * Whether it can run statements under that role. Roles that a grant mints are always there; an
   * owner's only where a service runs the session.
   */
  default boolean carries(FloorRole role) {
    return switch (role) {
      case PLAIN, SENSITIVE -> true;
      case OWNER -> false;
    };
  }

  /** Asks the server to stop whatever it is working on now; does nothing where that is nothing. */
  void cancel();

  @Override
  void close();
}
