package dev.gatehouse.control.config;

/** The service cannot start. Its message is one sentence for an operator; it holds no secret. */
public final class StartupException extends Exception {
  private static final long serialVersionUID = 1L;

  public StartupException(String sentence) {
    super(sentence);
  }

  public StartupException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
