package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.Approvals;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.StatementRequestView;
import dev.gatehouse.core.pipeline.GovernedSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for the approval of a statement and waits until somebody decided. */
final class ApprovalWait {
  private final Approvals approvals;
  private final Terminal terminal;
  private final String comment;

  ApprovalWait(Approvals approvals, Terminal terminal, String comment) {
    this.approvals = approvals;
    this.terminal = terminal;
    this.comment = comment;
  }

  /** Whether it was approved; what was decided is said. Ends with the session at the latest. */
  boolean approved(GovernedSession session, String statement) throws GatehouseException {
    StatementRequestView request = approvals.ask(session.grant().id(), statement, comment);
    terminal.say(
        "Waiting for a reviewer to approve this statement (request " + request.id() + ").");
    CompletableFuture<StatementRequestView> answer = approvals.decided(request);
    while (!session.ended()) {
      try {
        StatementRequestView decided = answer.get(1, TimeUnit.SECONDS);
        terminal.say(TextWidth.printable(sentence(decided)));
        return decided.state().equals("approved");
      } catch (TimeoutException e) {
        continue;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof GatehouseException told) {
          throw told;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new GatehouseException(Kind.FAULT, "Given up before a reviewer decided.", e);
      }
    }
    return false;
  }

  private static String sentence(StatementRequestView decided) {
    String by = decided.decidedBy() == null ? "" : " by " + decided.decidedBy();
    String why = decided.decision().isBlank() ? "" : ": " + decided.decision();
    return "The request is " + decided.state() + by + why + (why.endsWith(".") ? "" : ".");
  }
}
