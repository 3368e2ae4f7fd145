package dev.gatehouse.core.execution;

/** Carries a {@link SqlFailure}; its message is the failure's, and never holds a value. */
public final class SqlFailureException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient SqlFailure failure;

  public SqlFailureException(SqlFailure failure) {
    super(failure.sqlState() + ": " + failure.message());
    this.failure = failure;
  }

  public SqlFailure failure() {
    return failure;
  }
}
