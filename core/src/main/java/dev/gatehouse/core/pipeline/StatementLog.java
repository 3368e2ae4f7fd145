package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.execution.SqlFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** One statement on record: it ends in exactly one result, whoever comes first. */
final class StatementLog {
  private final SessionRecord record;
  private final long statement;
  private final Instant begun;
  private final AtomicBoolean ended = new AtomicBoolean();

  StatementLog(SessionRecord record, long statement) {
    this.record = record;
    this.statement = statement;
    this.begun = record.now();
  }

  long statement() {
    return statement;
  }

  void answered(String question, long measuredRows, boolean confirmed)
      throws AuditUnavailableException {
    record.append(
        new AuditEvent.ConfirmationAnswered(
            record.now(), statement, question, measuredRows, confirmed));
  }

  void snapshot(AuditEvent.ResultSnapshot snapshot) throws AuditUnavailableException {
    record.append(snapshot);
  }

  void notRun(String why) throws AuditUnavailableException {
    result("not_run", "", why, 0);
  }

  void done(long rows) throws AuditUnavailableException {
    result("done", "", "", rows);
  }

  /** Failed or cancelled; the failure's message is one that may be shown. */
  void failed(SqlFailure failure, long rows) throws AuditUnavailableException {
    boolean cancelled = failure.sqlState().equals("57014");
    result(cancelled ? "cancelled" : "failed", failure.sqlState(), failure.message(), rows);
  }

  void cancelled(String why, long rows) throws AuditUnavailableException {
    result("cancelled", "57014", why, rows);
  }

  Instant now() {
    return record.now();
  }

  private void result(String outcome, String sqlState, String message, long rows)
      throws AuditUnavailableException {
    if (ended.compareAndSet(false, true)) {
      Instant now = record.now();
      long millis = Math.max(0, Duration.between(begun, now).toMillis());
      record.append(
          new AuditEvent.StatementResult(now, statement, outcome, sqlState, message, rows, millis));
    }
  }
}
