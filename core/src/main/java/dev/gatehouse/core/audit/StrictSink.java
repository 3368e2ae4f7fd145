package dev.gatehouse.core.audit;

import java.time.Duration;

/**
 * The record of a session at a strict source: a statement's intent is not only durable here but
 * acknowledged by the control service before the statement may run. Safe for use by many threads.
 */
public final class StrictSink implements AuditSink {
  private final Spool spool;
  private final Receipts receipts;
  private final Duration patience;

  /** Where the service's receipts arrive. */
  @FunctionalInterface
  public interface Receipts {
    /** Waits for the receipt of a segment; false where it did not come in time. */
    boolean await(long segment, Duration patience);
  }

  /**
   * @param patience how long the service may be silent before the session must end
   */
  public StrictSink(Spool spool, Receipts receipts, Duration patience) {
    this.spool = spool;
    this.receipts = receipts;
    this.patience = patience;
  }

  @Override
  public void append(AuditEvent event) throws AuditUnavailableException {
    spool.append(event);
    boolean runs = event instanceof AuditEvent.StatementIntent i && i.role().isPresent();
    if (runs && !receipts.await(spool.seal(), patience)) {
      throw new AuditUnavailableException(
          "The control service did not confirm the record of this statement within "
              + patience.toSeconds()
              + " s, so the statement was not run; connect again when the service answers.");
    }
  }

  @Override
  public void close() throws AuditUnavailableException {
    spool.close();
  }
}
