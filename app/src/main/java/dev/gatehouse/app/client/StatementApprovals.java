package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.session.Approvals;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.StatementRequestView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the approval of statements and waits for it. Safe for many threads. */
final class StatementApprovals implements Approvals {
  private static final Logger LOG = LoggerFactory.getLogger(StatementApprovals.class);

  private final ControlApi api;
  private final Sessions sessions;
  private final Map<String, CompletableFuture<StatementRequestView>> waiting =
      new ConcurrentHashMap<>();

  StatementApprovals(ControlApi api, Sessions sessions) {
    this.api = api;
    this.sessions = sessions;
    sessions.tellStatements(this::changed);
  }

  @Override
  public StatementRequestView ask(String grantId, String statement, String comment)
      throws GatehouseException {
    return api.requestStatement(grantId, statement, comment);
  }

  @Override
  public CompletableFuture<StatementRequestView> decided(StatementRequestView request) {
    sessions.watch();
    CompletableFuture<StatementRequestView> answer =
        waiting.computeIfAbsent(request.id(), id -> new CompletableFuture<>());
    // It may have been decided before anybody listened.
    changed(request.id());
    return answer;
  }

  /** The service says that a request changed; returns at once. */
  private void changed(String id) {
    if (waiting.containsKey(id)) {
      Thread.startVirtualThread(() -> look(id));
    }
  }

  private void look(String id) {
    try {
      StatementRequestView now = api.statement(id);
      if (now.state().equals("requested")) {
        return;
      }
      if (now.state().equals("approved")) {
        sessions.renewNow(now.grantId());
      }
      CompletableFuture<StatementRequestView> answer = waiting.remove(id);
      if (answer != null) {
        answer.complete(now);
      }
    } catch (GatehouseException e) {
      // The stream tells the state again when it is connected again.
      LOG.info("The request {} could not be looked at: {}", id, e.kind());
    } catch (RuntimeException e) {
      LOG.error("The request {} could not be looked at", id, e);
    }
  }

  /** Nobody waits any longer. */
  void close() {
    for (CompletableFuture<StatementRequestView> answer : waiting.values()) {
      answer.completeExceptionally(
          new GatehouseException(
              Kind.NOT_SIGNED_IN, "You have signed out, so nobody waits for the approval."));
    }
    waiting.clear();
  }

  @Override
  public List<StatementRequestView> mine() throws GatehouseException {
    return api.statements("mine");
  }

  @Override
  public List<StatementRequestView> pending() throws GatehouseException {
    return api.statements("pending");
  }

  @Override
  public StatementRequestView approve(String id, String comment) throws GatehouseException {
    return api.decideStatement(id, "approve", Map.of("comment", comment));
  }

  @Override
  public StatementRequestView deny(String id, String reason) throws GatehouseException {
    return api.decideStatement(id, "deny", Map.of("reason", reason));
  }

  @Override
  public StatementRequestView withdraw(String id) throws GatehouseException {
    return api.decideStatement(id, "withdraw", Map.of());
  }
}
