package dev.gatehouse.core.execution.jdbc;

import java.sql.SQLException;

/** A value that no column vector can hold; the message says what to do and holds no value. */
final class UnshowableValueException extends SQLException {
  private static final long serialVersionUID = 1L;

  UnshowableValueException(String sentence) {
    super(sentence, "22003");
  }
}
