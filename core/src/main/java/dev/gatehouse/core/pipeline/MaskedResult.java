package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.execution.ResultStream;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.masking.MaskMismatchException;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows on their way to a person: limited, masked, recorded, then handed over. */
final class MaskedResult implements GovernedResult {
  /** What a result needs of its session. */
  interface Owner {
    /** Why the session is over, having ended it where the clock says so. */
    Optional<String> over();

    /** Ends the session because its record cannot be written; the sentence says so. */
    String endedByRecord(AuditUnavailableException e);

    /** Takes notice of a failure, which may end the session. */
    void failed(Obligations obligations, SqlFailure failure);

    /** The result needs no looking after any more. */
    void finished(MaskedResult result);
  }

  private static final Logger faults = LoggerFactory.getLogger(MaskedResult.class);

  private final Owner owner;
  private final StatementLog log;
  private final Obligations obligations;
  private final ResultStream stream;
  private final GuardedPlan plan;
  private final SnapshotBuilder snapshot;
  private final ReentrantLock lock = new ReentrantLock();
  private long shown;
  private boolean limited;
  private boolean recordedAny;
  private boolean finished;
  private @Nullable String stopped;

  MaskedResult(
      Owner owner,
      StatementLog log,
      Obligations obligations,
      ResultStream stream,
      GuardedPlan plan) {
    this.owner = owner;
    this.log = log;
    this.obligations = obligations;
    this.stream = stream;
    this.plan = plan;
    this.snapshot = new SnapshotBuilder(log.statement(), stream.columns());
  }

  @Override
  public List<ResultColumn> columns() {
    return stream.columns();
  }

  @Override
  public List<ColumnMask> masks() {
    return obligations.masks();
  }

  @Override
  public Optional<RowBatch> next(int maxRows) throws SqlFailureException {
    Optional<String> over = owner.over();
    lock.lock();
    try {
      String why = stopped != null ? stopped : over.orElse(null);
      if (why != null) {
        throw over(why);
      }
      return finished || maxRows < 1 ? Optional.empty() : read(maxRows);
    } catch (AuditUnavailableException e) {
      String sentence = owner.endedByRecord(e);
      throw new SqlFailureException(new SqlFailure("58030", sentence, OptionalInt.empty(), false));
    } finally {
      lock.unlock();
    }
  }

  private Optional<RowBatch> read(int maxRows)
      throws SqlFailureException, AuditUnavailableException {
    try {
      long left = obligations.rowLimit() == 0 ? maxRows : obligations.rowLimit() - shown;
      Optional<RowBatch> raw = stream.next((int) Math.clamp(left, 1, maxRows));
      limited = raw.isPresent() && left < 1;
      if (raw.isEmpty() || limited) {
        finish();
        return Optional.empty();
      }
      RowBatch masked = plan.apply(raw.get(), shown);
      record(masked);
      shown += masked.size();
      return Optional.of(masked);
    } catch (SqlFailureException e) {
      SqlFailure failure = Redaction.of(e.failure(), obligations.redactErrors());
      throw failed(failure);
    } catch (MaskMismatchException e) {
      throw failed(
          new SqlFailure("XX000", String.valueOf(e.getMessage()), OptionalInt.empty(), false));
    } catch (RuntimeException e) {
      faults.error("Rows could not be handled.", e);
      throw failed(
          new SqlFailure(
              "XX000",
              "Gatehouse failed while it read the rows, so no more are shown; report it.",
              OptionalInt.empty(),
              false));
    }
  }

  /** What a person sees is on record before they see it. */
  private void record(RowBatch masked) throws AuditUnavailableException {
    Optional<AuditEvent.ResultSnapshot> part = snapshot.of(masked, log.now());
    if (part.isPresent()) {
      log.snapshot(part.get());
      recordedAny = true;
    }
  }

  private SqlFailureException failed(SqlFailure failure) throws AuditUnavailableException {
    release();
    log.failed(failure, shown);
    Optional<String> over = owner.over();
    if (over.isPresent()) {
      return over(over.get());
    }
    owner.failed(obligations, failure);
    return new SqlFailureException(failure);
  }

  private static SqlFailureException over(String sentence) {
    return new SqlFailureException(new SqlFailure("28000", sentence, OptionalInt.empty(), false));
  }

  private void finish() throws AuditUnavailableException {
    release();
    if (!recordedAny) {
      log.snapshot(snapshot.empty(log.now()));
    }
    log.done(shown);
  }

  private void release() {
    finished = true;
    stream.close();
    owner.finished(this);
  }

  @Override
  public List<ContentFinding> findings() {
    return plan.findings();
  }

  @Override
  public boolean limited() {
    lock.lock();
    try {
      return limited;
    } finally {
      lock.unlock();
    }
  }

  /** The session ends: what was shown was shown, and there is no more. */
  void stop(String sentence) throws AuditUnavailableException {
    lock.lock();
    try {
      if (!finished) {
        stopped = sentence;
        release();
        log.cancelled(sentence, shown);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!finished) {
        release();
        log.done(shown);
      }
    } catch (AuditUnavailableException e) {
      owner.endedByRecord(e);
    } finally {
      lock.unlock();
    }
  }
}
