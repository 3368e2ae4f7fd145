package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.audit.AuditUnavailableException;

/** Opens governed sessions. */
public final class GovernedSessions {
  private GovernedSessions() {}

  /**
   * Opens a session; that it was opened is on record when this returns.
   *
   * @throws AuditUnavailableException where the record cannot be written; everything is closed then
   *     and nothing can run
   */
  public static GovernedSession open(SessionParts parts) throws AuditUnavailableException {
    StraightLine session = new StraightLine(parts);
    session.open();
    return session;
  }
}
