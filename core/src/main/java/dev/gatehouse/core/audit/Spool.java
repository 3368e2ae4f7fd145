package dev.gatehouse.core.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's record on the local disk (docs/audit-format.md). One platform thread touches the
 * files: it takes all events that wait, writes and forces them together, and only then lets their
 * callers go on. A caller that is interrupted keeps waiting and keeps its interrupt, so no
 * interrupt ever reaches a file. After a failed write or force it takes nothing more.
 */
public final class Spool implements AuditSink {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int BATCH_RECORDS = 1024;
  private static final int BATCH_BYTES = 8 << 20;

  /** Stands in the queue for the wish to seal; known by its identity. */
  private static final byte[] SEAL = new byte[0];

  private final SpoolSession session;
  private final Duration tick;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Pending> queue = new ArrayDeque<>();
  private final CompletableFuture<Long> ended = new CompletableFuture<>();
  private boolean closing;
  private @Nullable AuditUnavailableException failure;

  private Spool(SpoolSession session, Duration tick) {
    this.session = session;
    this.tick = tick;
  }

  /**
   * Opens the record of a session, or goes on with one that a dead process left.
   *
   * @throws AuditUnavailableException where it cannot be written; nothing may run
   */
  public static Spool open(SpoolConfig config) throws AuditUnavailableException {
    return open(config, new DiskFiles(), Duration.ofMillis(250));
  }

  static Spool open(SpoolConfig config, SegmentFiles files, Duration tick)
      throws AuditUnavailableException {
    Spool spool = new Spool(new SpoolSession(config, files), tick);
    CompletableFuture<Long> opened = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("audit-" + config.sessionId()).start(() -> spool.run(opened));
    await(opened);
    return spool;
  }

  @Override
  public void append(AuditEvent event) throws AuditUnavailableException {
    if (startsSomething(event)) {
      session.guard().admit();
    }
    byte[] bytes = AuditEvents.bytes(event);
    if (bytes.length > SegmentFormat.MAX_BODY - 1024) {
      throw new AuditUnavailableException(
          "This event is larger than the record can hold; use a shorter statement.");
    }
    enqueue(new Pending(bytes, new CompletableFuture<>()));
  }

  /**
   * Seals what was appended before, so that it can be uploaded at once.
   *
   * @return the number of the last sealed segment
   * @throws AuditUnavailableException where it cannot; the session must end
   */
  public long seal() throws AuditUnavailableException {
    return enqueue(new Pending(SEAL, new CompletableFuture<>()));
  }

  private long enqueue(Pending pending) throws AuditUnavailableException {
    lock.lock();
    try {
      refuseAfterEnd();
      queue.add(pending);
      arrived.signal();
    } finally {
      lock.unlock();
    }
    return await(pending.durable());
  }

  @Override
  public void close() throws AuditUnavailableException {
    lock.lock();
    try {
      closing = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
    await(ended);
  }

  /** A new statement needs room for its result too; all else finishes what was begun. */
  private static boolean startsSomething(AuditEvent event) {
    return switch (event) {
      case AuditEvent.SessionOpened e -> true;
      case AuditEvent.StatementIntent e -> true;
      case AuditEvent.ConfirmationAnswered e -> false;
      case AuditEvent.ResultSnapshot e -> false;
      case AuditEvent.StatementResult e -> false;
      case AuditEvent.DataLeft e -> false;
      case AuditEvent.GrantChanged e -> false;
      case AuditEvent.SessionClosed e -> false;
    };
  }

  private void refuseAfterEnd() throws AuditUnavailableException {
    if (failure != null) {
      throw again(failure);
    }
    if (closing) {
      throw new AuditUnavailableException(
          "The record of this session is closed; sign in again to go on.");
    }
  }

  private void run(CompletableFuture<Long> opened) {
    List<Pending> batch = new ArrayList<>();
    try {
      session.open();
      opened.complete(-1L);
      while (take(batch)) {
        session.commit(
            batch.stream().filter(pending -> !pending.seals()).map(Pending::bytes).toList());
        boolean seals = batch.stream().anyMatch(Pending::seals);
        long sealed = seals ? session.sealNow() : -1;
        batch.forEach(pending -> pending.durable().complete(sealed));
        batch.clear();
        session.maintain();
      }
      session.end();
      ended.complete(-1L);
    } catch (AuditUnavailableException e) {
      fail(e, batch, opened);
    } catch (IOException | RuntimeException | Error e) {
      fail(
          new AuditUnavailableException(
              "The record of this session can no longer be written, so the session has ended;"
                  + " check the disk and sign in again.",
              e),
          batch,
          opened);
    }
  }

  /** Waits for events or for the next tick; false at the end, when nothing waits any more. */
  private boolean take(List<Pending> batch) {
    lock.lock();
    try {
      long left = tick.toNanos();
      while (queue.isEmpty() && !closing && left > 0) {
        try {
          left = arrived.awaitNanos(left);
        } catch (InterruptedException e) {
          // Nobody has this thread; were it interrupted, the next file operation would close the
          // file, so the interrupt ends here.
          LOG.warn("The writer of the record was interrupted; it goes on.");
        }
      }
      long bytes = 0;
      while (!queue.isEmpty() && batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES) {
        Pending next = queue.remove();
        bytes += next.bytes().length;
        batch.add(next);
      }
      return !batch.isEmpty() || !closing;
    } finally {
      lock.unlock();
    }
  }

  private void fail(
      AuditUnavailableException cause, List<Pending> batch, CompletableFuture<Long> opened) {
    LOG.error("Session {}: {}", session.id(), cause.getMessage(), cause.getCause());
    session.abandon();
    lock.lock();
    try {
      failure = cause;
      batch.addAll(queue);
      queue.clear();
    } finally {
      lock.unlock();
    }
    batch.forEach(pending -> pending.durable().completeExceptionally(cause));
    opened.completeExceptionally(cause);
    ended.completeExceptionally(cause);
  }

  /** Waits without regard to interrupts, which {@code join} leaves set. */
  private static long await(CompletableFuture<Long> future) throws AuditUnavailableException {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AuditUnavailableException cause) {
        throw again(cause);
      }
      throw e;
    }
  }

  /** An exception of this thread, with the first one as its cause. */
  private static AuditUnavailableException again(AuditUnavailableException first) {
    return new AuditUnavailableException(String.valueOf(first.getMessage()), first);
  }

  private record Pending(byte[] bytes, CompletableFuture<Long> durable) {
    /** Whether it asks for the segment's end; no event is without bytes. */
    boolean seals() {
      return bytes.length == 0;
    }
  }
}
