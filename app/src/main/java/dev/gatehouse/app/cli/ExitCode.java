package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;

/** How {@code gatehouse} exits; scripts may rely on every number. */
public enum ExitCode {
  OK(0, "done"),
  FAULT(1, "a fault of Gatehouse; the log in the state directory says more"),
  USAGE(2, "the command line or a file it names is not right, or names an unknown thing"),
  NOT_SIGNED_IN(3, "not signed in, or the sign-in has run out"),
  DENIED(4, "refused: the policy denies it, a reviewer must approve it, or it is not understood"),
  NOT_CONFIRMED(5, "a statement asked for a confirmation and got none; nothing was changed"),
  UNREACHABLE(6, "the control service, the identity provider or the database does not answer"),
  VERIFICATION_FAILED(7, "a recording does not verify"),
  NO_GRANT(8, "there is no active grant, or it ended"),
  RECORD_UNAVAILABLE(9, "the record cannot be written, so nothing may run"),
  STATEMENT_FAILED(10, "the database refused the statement or failed in it"),
  TEST_FAILED(11, "a case of a policy's tests does not hold");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** The process's exit status. */
  public int number() {
    return number;
  }

  /** One phrase for the help. */
  public String meaning() {
    return meaning;
  }

  /** How that kind of trouble exits. */
  public static ExitCode of(GatehouseException.Kind kind) {
    return switch (kind) {
      case NOT_SIGNED_IN -> NOT_SIGNED_IN;
      case CONTROL_UNREACHABLE, DATABASE_UNREACHABLE -> UNREACHABLE;
      case UNKNOWN_SOURCE, BAD_INPUT -> USAGE;
      case NO_GRANT -> NO_GRANT;
      case NOT_PERMITTED -> DENIED;
      case RECORD_UNAVAILABLE -> RECORD_UNAVAILABLE;
      case FAULT -> FAULT;
    };
  }
}
