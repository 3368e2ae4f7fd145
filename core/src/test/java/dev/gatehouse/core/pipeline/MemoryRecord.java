package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditSink;
import dev.gatehouse.core.audit.AuditUnavailableException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A record in memory that can be made to fail, and that refuses what comes after its end. */
final class MemoryRecord implements AuditSink {
  private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
  private volatile Predicate<AuditEvent> failing = event -> false;
  private volatile boolean closed;

  @Override
  public void append(AuditEvent event) throws AuditUnavailableException {
    if (closed || failing.test(event)) {
      failing = any -> true;
      throw new AuditUnavailableException("The record cannot be written; free some disk space.");
    }
    events.add(event);
  }

  @Override
  public void close() {
    closed = true;
  }

  void failAt(Predicate<AuditEvent> which) {
    failing = which;
  }

  List<AuditEvent> events() {
    return events;
  }

  <E extends AuditEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The outcomes of the statements, in order of their numbers. */
  List<String> outcomes() {
    return events(AuditEvent.StatementResult.class).stream()
        .map(result -> result.statement() + " " + result.outcome())
        .sorted()
        .toList();
  }
}
