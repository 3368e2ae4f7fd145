package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.export.Export;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Failure;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.Confirmation;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.result.RowBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Runs one statement from the editor to its outcome, asking the person where the policy asks. */
final class RunWorkflow {
  private final Desk desk;
  private final Connection connection;
  private final ConfirmDoor confirm;

  RunWorkflow(Desk desk, Connection connection, ConfirmDoor confirm) {
    this.desk = desk;
    this.connection = connection;
    this.confirm = confirm;
  }

  /** Asks a person, on the FX thread; the answer may come later. */
  @FunctionalInterface
  interface ConfirmDoor {
    void ask(Confirmation confirmation, String environment, Consumer<Boolean> answer);
  }

  private record Done(Outcome outcome, Optional<RowBatch> first, Optional<String> failure) {}

  /**
   * Runs it off the FX thread.
   *
   * @param before the result that was read until now
   * @param done is given the state to show, on the FX thread
   */
  void run(
      GovernedSession session,
      Optional<ResultViewModel> before,
      String sql,
      Consumer<ResultState> done) {
    Instant started = desk.clock().instant();
    Callable<Done> work = () -> inTurn(session, before, sql);
    desk.background()
        .call(
            work,
            outcome -> done.accept(state(outcome, sql, started)),
            failure -> done.accept(stopped(failure)));
  }

  private Done inTurn(GovernedSession session, Optional<ResultViewModel> before, String sql)
      throws InterruptedException {
    connection.turn().acquire();
    try {
      before.ifPresent(ResultViewModel::close);
      Outcome outcome = session.run(sql, this::ask);
      return outcome instanceof Outcome.Rows rows
          ? firstPage(rows)
          : new Done(outcome, Optional.empty(), Optional.empty());
    } finally {
      connection.turn().release();
    }
  }

  private static Done firstPage(Outcome.Rows rows) {
    GovernedResult result = rows.result();
    try {
      return new Done(rows, result.next(ResultViewModel.PAGE), Optional.empty());
    } catch (SqlFailureException e) {
      result.close();
      return new Done(rows, Optional.empty(), Optional.of(e.failure().message()));
    }
  }

  /** On the thread that runs the statement; an interrupt answers no. */
  boolean ask(Confirmation confirmation) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    String environment = connection.source().environment();
    desk.background().ui(() -> confirm.ask(confirmation, environment, answer::complete));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return false;
    }
  }

  private ResultState state(Done done, String sql, Instant started) {
    Duration took = Duration.between(started, desk.clock().instant());
    return switch (done.outcome()) {
      case Outcome.Rows rows -> {
        Verdict verdict = Verdict.of(rows.decision());
        if (done.failure().isPresent()) {
          yield failed(done.failure().get(), verdict);
        }
        ResultViewModel result =
            new ResultViewModel(
                desk,
                rows.statement(),
                sql,
                verdict,
                Export.allowed(rows.decision()),
                rows.result());
        result.first(done.first(), took);
        yield new ResultState.Rows(result);
      }
      case Outcome.Written written ->
          new ResultState.Written(written.rows(), Verdict.of(written.decision()), took);
      case Outcome.Refused refused ->
          stopped(ResultState.Kind.NOT_UNDERSTOOD, Verdict.of(refused.refusal()));
      case Outcome.Denied denied -> stopped(ResultState.Kind.DENIED, Verdict.of(denied.decision()));
      case Outcome.NeedsApproval needs ->
          stopped(ResultState.Kind.NEEDS_APPROVAL, Verdict.of(needs.decision()));
      case Outcome.NotConfirmed not ->
          new ResultState.Stopped(
              ResultState.Kind.NOT_CONFIRMED,
              Strings.get("result.notConfirmed"),
              Strings.get("result.notConfirmed.sentence"),
              Verdict.of(not.decision()));
      case Outcome.Failed failed ->
          failed(
              failed.failure().message(),
              FailurePlace.on(Verdict.of(failed.decision()), failed.failure().position()));
      case Outcome.Ended ended ->
          new ResultState.Stopped(
              ResultState.Kind.SESSION_OVER,
              Strings.get("session.over"),
              ended.sentence(),
              Verdict.none(""));
    };
  }

  private static ResultState failed(String message, Verdict verdict) {
    return new ResultState.Stopped(
        ResultState.Kind.FAILED, Strings.get("result.failed"), message, verdict);
  }

  private static ResultState stopped(ResultState.Kind kind, Verdict verdict) {
    return new ResultState.Stopped(kind, verdict.title(), verdict.reason(), verdict);
  }

  private static ResultState stopped(Failure failure) {
    return new ResultState.Stopped(
        ResultState.Kind.FAILED,
        Strings.get("result.failed"),
        failure.sentence(),
        Verdict.none(""));
  }
}
