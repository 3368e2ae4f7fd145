package dev.gatehouse.app.export;

import java.io.IOException;

/** A value has no form in the chosen format; the sentence says what to do and holds no value. */
final class UnwritableValueException extends IOException {
  private static final long serialVersionUID = 1L;

  UnwritableValueException(String sentence) {
    super(sentence);
  }
}
