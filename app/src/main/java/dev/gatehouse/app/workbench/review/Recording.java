package dev.gatehouse.app.workbench.review;

import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An opened recording, ready to be played. Replaying reads events; it never runs anything.
 *
 * @param session the session
 * @param opened who, where, under which authority; empty where the record lacks it
 * @param statements in order
 * @param closed how it ended; empty where the record lacks it
 * @param findings what the verification found wrong
 * @param unreadable events that could not be read
 */
record Recording(
    SessionView session,
    Optional<AuditEvent.SessionOpened> opened,
    List<RecordedStatement> statements,
    Optional<AuditEvent.SessionClosed> closed,
    List<String> findings,
    int unreadable) {
  /** Puts a recording's events together; blocking work for long ones. */
  static Recording of(RecordingView view) {
    Builder builder = new Builder();
    int unreadable = 0;
    for (String event : view.events()) {
      try {
        builder.add(AuditEvents.decode(event));
      } catch (IllegalArgumentException e) {
        unreadable++;
      }
    }
    return new Recording(
        view.session(),
        Optional.ofNullable(builder.opened),
        builder.statements(),
        Optional.ofNullable(builder.closed),
        List.copyOf(view.findings()),
        unreadable);
  }

  /** When the first thing happened. */
  Instant start() {
    return opened.map(AuditEvent.SessionOpened::at).orElse(session.openedAt());
  }

  private static final class Builder {
    private final Map<Long, AuditEvent.StatementIntent> intents = new TreeMap<>();
    private final Map<Long, AuditEvent.ConfirmationAnswered> confirmations = new TreeMap<>();
    private final Map<Long, List<AuditEvent.ResultSnapshot>> snapshots = new TreeMap<>();
    private final Map<Long, AuditEvent.StatementResult> results = new TreeMap<>();
    private final Map<Long, List<AuditEvent.DataLeft>> left = new TreeMap<>();
    private AuditEvent.@org.jspecify.annotations.Nullable SessionOpened opened;
    private AuditEvent.@org.jspecify.annotations.Nullable SessionClosed closed;

    void add(AuditEvent event) {
      switch (event) {
        case AuditEvent.SessionOpened e -> opened = e;
        case AuditEvent.StatementIntent e -> intents.put(e.statement(), e);
        case AuditEvent.ConfirmationAnswered e -> confirmations.put(e.statement(), e);
        case AuditEvent.ResultSnapshot e ->
            snapshots.computeIfAbsent(e.statement(), n -> new ArrayList<>()).add(e);
        case AuditEvent.StatementResult e -> results.put(e.statement(), e);
        case AuditEvent.DataLeft e ->
            left.computeIfAbsent(e.statement(), n -> new ArrayList<>()).add(e);
        case AuditEvent.GrantChanged ignored -> {}
        case AuditEvent.SessionClosed e -> closed = e;
      }
    }

    List<RecordedStatement> statements() {
      return intents.entrySet().stream()
          .map(
              entry ->
                  new RecordedStatement(
                      entry.getValue(),
                      Optional.ofNullable(confirmations.get(entry.getKey())),
                      snapshots.getOrDefault(entry.getKey(), List.of()),
                      Optional.ofNullable(results.get(entry.getKey())),
                      left.getOrDefault(entry.getKey(), List.of())))
          .toList();
    }
  }
}
