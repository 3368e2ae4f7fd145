package dev.gatehouse.postgres;

/**
 * PostgreSQL could not be started, reached or stopped; the message is one sentence for a person.
 */
public final class PostgresException extends Exception {
  private static final long serialVersionUID = 1L;

  PostgresException(String sentence) {
    super(sentence);
  }

  PostgresException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
