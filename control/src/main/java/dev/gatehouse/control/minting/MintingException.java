package dev.gatehouse.control.minting;

import dev.gatehouse.core.execution.jdbc.SqlStates;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A data source did not do what was asked. Its message is one sentence and holds no secret. */
public final class MintingException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean unreachable;

  private MintingException(String sentence, @Nullable SQLException cause, boolean unreachable) {
    super(sentence, cause);
    this.unreachable = unreachable;
  }

  /** The server is not in a state in which roles would be what they should be. */
  static MintingException because(String sentence) {
    return new MintingException(sentence, null, false);
  }

  static MintingException of(String source, String what, SQLException cause) {
    String state = SqlStates.of(cause);
    if (state.startsWith("08") || state.equals("57P03") || state.equals("53300")) {
      return new MintingException(
          "The data source " + source + " does not answer; try again shortly.", cause, true);
    }
    if (state.startsWith("28")) {
      return new MintingException(
          "The data source " + source + " refuses the minting account; its password must be set.",
          cause,
          false);
    }
    if (state.equals("42501")) {
      return new MintingException(
          "The minting account of "
              + source
              + " lacks a privilege to "
              + what
              + "; docs/operators.md lists what it needs.",
          cause,
          false);
    }
    return new MintingException(
        "The data source " + source + " failed to " + what + " (SQLSTATE " + state + ").",
        cause,
        false);
  }

  /** Whether the source did not answer at all, so that trying again may help. */
  public boolean unreachable() {
    return unreachable;
  }
}
