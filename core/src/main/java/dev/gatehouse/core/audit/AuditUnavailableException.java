package dev.gatehouse.core.audit;

/** The record cannot be written, so nothing may run. Its message is one sentence for a person. */
public final class AuditUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public AuditUnavailableException(String sentence) {
    super(sentence);
  }

  public AuditUnavailableException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
