package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.sql.Refusal;

/** How one statement came out. Every one has been recorded when it is returned. */
public sealed interface Outcome {
  /** The statement's number within the session, from 1. */
  long statement();

  /** Rows, still open: the caller reads and closes them. */
  record Rows(long statement, Decision decision, GovernedResult result) implements Outcome {}

  /** Done, without rows. */
  record Written(long statement, Decision decision, long rows) implements Outcome {}

  /** Not understood. */
  record Refused(long statement, Refusal refusal) implements Outcome {}

  /** Denied by the policy. */
  record Denied(long statement, Decision.Deny decision) implements Outcome {}

  /** Waits for a reviewer. */
  record NeedsApproval(long statement, Decision.NeedsApproval decision) implements Outcome {}

  /** The person did not confirm; nothing was changed. */
  record NotConfirmed(long statement, Decision.Confirm decision) implements Outcome {}

  /**
   * The server refused or failed; the failure's position is an offset into the person's own text.
   */
  record Failed(long statement, Decision decision, SqlFailure failure) implements Outcome {}

  /**
   * The session is over (grant ended, record not writable); one sentence says why and what to do.
   */
  record Ended(long statement, String sentence) implements Outcome {}
}
