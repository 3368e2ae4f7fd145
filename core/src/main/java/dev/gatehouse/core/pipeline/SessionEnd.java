package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.execution.SqlFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a session, from wherever it comes: the clock, a person, the record. It stops what
 * runs, closes what is open, puts the end on record and tells the owner; all once.
 */
final class SessionEnd implements MaskedResult.Owner {
  private static final Logger log = LoggerFactory.getLogger(SessionEnd.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Results that may be read at a time; a further one closes the oldest. */
  private static final int MAX_OPEN = 4;

  /** Errors over masked values that a session may make: each of them tells something. */
  static final int MAX_VALUE_ERRORS = 10;

  private final SessionParts parts;
  private final SessionRecord record;
  private final SessionLife life;
  private final ReentrantLock turn;
  private final Deque<MaskedResult> open = new ArrayDeque<>();
  private final AtomicInteger valueErrors = new AtomicInteger();
  private final AtomicReference<@Nullable StatementLog> waiting = new AtomicReference<>();

  SessionEnd(SessionParts parts, SessionRecord record, ReentrantLock turn) {
    this.parts = parts;
    this.record = record;
    this.life = new SessionLife(parts);
    this.turn = turn;
  }

  @Override
  public Optional<String> over() {
    if (life.ended().isEmpty()) {
      life.due().ifPresent(this::end);
    }
    return life.ended().map(SessionLife.End::sentence);
  }

  /** Looks at the clock once a second, so that an idle session ends too. */
  void watch() {
    Thread.ofVirtual()
        .name("session-clock-" + parts.sessionId())
        .start(
            () -> {
              while (over().isEmpty()) {
                try {
                  Thread.sleep(TICK);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  return;
                }
              }
            });
  }

  /**
   * From now on the statement waits for a person; where the session ends meanwhile, it did not run.
   */
  void waits(StatementLog statement) {
    waiting.set(statement);
  }

  /** Whether the statement may go on; false where the session ended while it waited. */
  boolean goesOn(StatementLog statement) {
    return over().isEmpty() && waiting.compareAndSet(statement, null);
  }

  /** Looks after a result until it is finished. */
  void opened(MaskedResult result) {
    List<MaskedResult> oldest = new ArrayList<>();
    synchronized (open) {
      open.addLast(result);
      while (open.size() > MAX_OPEN) {
        oldest.add(open.removeFirst());
      }
    }
    oldest.forEach(MaskedResult::close);
  }

  @Override
  public void finished(MaskedResult result) {
    synchronized (open) {
      open.remove(result);
    }
  }

  /**
   * Whether a computation fails depends on the values it is made of. An honest mistake is rare; a
   * series of them is a way to ask for a value bit by bit, so it ends the session.
   */
  @Override
  public void failed(Obligations obligations, SqlFailure failure) {
    boolean overMasked =
        switch (obligations.role()) {
          case PLAIN -> false;
          case SENSITIVE -> true;
          case OWNER -> obligations.redactErrors();
        };
    if (overMasked
        && failure.sqlState().startsWith("22")
        && valueErrors.incrementAndGet() >= MAX_VALUE_ERRORS) {
      end(
          new SessionLife.End(
              "probing",
              "Too many statements failed over masked values, which can give them away; a reviewer"
                  + " will see it. Open the session again and leave the masked columns out."));
    }
  }

  @Override
  public String endedByRecord(AuditUnavailableException e) {
    return byRecord(e);
  }

  /** Without a record nothing runs; what is open is closed unrecorded. */
  String byRecord(AuditUnavailableException e) {
    SessionLife.End why = new SessionLife.End("record", String.valueOf(e.getMessage()));
    if (life.end(why)) {
      log.error("The record of session {} cannot be written; it ends.", parts.sessionId());
      finish(why);
    }
    return life.ended().map(SessionLife.End::sentence).orElse(why.sentence());
  }

  void end(SessionLife.End why) {
    if (life.end(why)) {
      finish(why);
    }
  }

  private void finish(SessionLife.End why) {
    parts.executor().cancel();
    boolean mine = waitForStatement();
    try {
      StatementLog unanswered = waiting.getAndSet(null);
      if (unanswered != null) {
        unanswered.notRun(why.sentence());
      }
      for (MaskedResult result : openResults()) {
        result.stop(why.sentence());
      }
      record.closed(why.reason());
    } catch (AuditUnavailableException e) {
      log.error("The end of session {} could not be recorded.", parts.sessionId());
    } finally {
      if (mine) {
        turn.unlock();
      }
      closeParts();
      parts.ended().accept(why.reason());
    }
  }

  /** A statement in the driver is cancelled by now; its result comes before the session's end. */
  private boolean waitForStatement() {
    try {
      return waiting.get() == null && turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<MaskedResult> openResults() {
    synchronized (open) {
      return List.copyOf(open);
    }
  }

  private void closeParts() {
    parts.executor().close();
    try {
      parts.audit().close();
    } catch (AuditUnavailableException e) {
      log.error("The record of session {} could not be sealed.", parts.sessionId());
    }
  }
}
