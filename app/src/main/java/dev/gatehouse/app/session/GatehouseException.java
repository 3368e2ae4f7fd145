package dev.gatehouse.app.session;

import org.jspecify.annotations.Nullable;

/**
 * Something a person must be told: one sentence, and what to do. Holds no value, token or password.
 */
public final class GatehouseException extends Exception {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  /** What kind of trouble; decides the exit code and what the workbench offers. */
  public enum Kind {
    NOT_SIGNED_IN,
    CONTROL_UNREACHABLE,
    DATABASE_UNREACHABLE,
    UNKNOWN_SOURCE,
    NO_GRANT,
    NOT_PERMITTED,
    RECORD_UNAVAILABLE,
    BAD_INPUT,
    FAULT
  }

  public GatehouseException(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  public GatehouseException(Kind kind, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
