package dev.gatehouse.control.audit;

import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditEvents;
import java.util.ArrayList;
import java.util.List;

/**
 * What the events of a segment come to.
 *
 * @param statements how many statements were tried
 * @param flagged how many of them were not simply allowed
 * @param intents the statements that were tried, by number
 * @param results how statements ended
 * @param otherTicket whether an event claims another person, grant or source than the ticket
 */
record SegmentContent(
    int statements,
    int flagged,
    List<AuditEvent.StatementIntent> intents,
    List<AuditEvent.StatementResult> results,
    boolean otherTicket) {

  /**
   * @throws IllegalArgumentException where an event cannot be read
   */
  static SegmentContent of(List<String> events, SessionRow session) {
    List<AuditEvent.StatementIntent> intents = new ArrayList<>();
    List<AuditEvent.StatementResult> results = new ArrayList<>();
    int flagged = 0;
    boolean otherTicket = false;
    for (String json : events) {
      switch (AuditEvents.decode(json)) {
        case AuditEvent.StatementIntent intent -> {
          intents.add(intent);
          flagged += isFlagged(intent.effect()) ? 1 : 0;
        }
        case AuditEvent.SessionOpened opened ->
            otherTicket |=
                !opened.sessionId().equals(session.id())
                    || !opened.grantId().equals(session.grantId())
                    || !opened.issuer().equals(session.issuer())
                    || !opened.subject().equals(session.subject())
                    || !opened.source().equals(session.source());
        case AuditEvent.ConfirmationAnswered e -> {}
        case AuditEvent.ResultSnapshot e -> {}
        case AuditEvent.StatementResult result -> results.add(result);
        case AuditEvent.DataLeft e -> {}
        case AuditEvent.GrantChanged e -> {}
        case AuditEvent.SessionClosed e -> {}
      }
    }
    return new SegmentContent(intents.size(), flagged, intents, results, otherTicket);
  }

  private static boolean isFlagged(String effect) {
    return !effect.equals("allow") && !effect.equals("allow_masked");
  }
}
