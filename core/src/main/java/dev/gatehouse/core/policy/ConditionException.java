package dev.gatehouse.core.policy;

import org.jspecify.annotations.Nullable;

/** A condition that could not be evaluated. Its message is one sentence without values. */
public final class ConditionException extends Exception {
  private static final long serialVersionUID = 1L;

  ConditionException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
