package dev.gatehouse.control.statements;

import dev.gatehouse.control.api.StatementRequestView;
import dev.gatehouse.control.identity.Caller;

/**
 * A request as the database holds it.
 *
 * @param view what the API shows
 * @param issuer of who asked
 * @param subject of who asked
 * @param humanIssuer of the human behind an agent that asked; empty for people
 * @param humanSubject of that human
 */
record StatementRow(
    StatementRequestView view,
    String issuer,
    String subject,
    String humanIssuer,
    String humanSubject) {

  boolean isOf(Caller caller) {
    return caller.principal().issuer().equals(issuer)
        && caller.principal().subject().equals(subject);
  }

  /** Whether the caller asked, themselves or through an agent. */
  boolean isAskedBy(Caller caller) {
    return isOf(caller)
        || (caller.principal().issuer().equals(humanIssuer)
            && caller.principal().subject().equals(humanSubject));
  }

  boolean isWaiting() {
    return view.state().equals("requested");
  }
}
