package dev.gatehouse.core.audit;

/** Where a session's events go. Safe for use by many threads; events keep the order of arrival. */
public interface AuditSink extends AutoCloseable {
  /**
   * Writes one event. MUST return only when the event is durable on disk; MUST NOT drop, reorder or
   * change it.
   *
   * @throws AuditUnavailableException where it is not known to be durable; the session must end
   */
  void append(AuditEvent event) throws AuditUnavailableException;

  /** Seals what is open. Appending afterwards throws. */
  @Override
  void close() throws AuditUnavailableException;
}
