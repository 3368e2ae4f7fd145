package dev.gatehouse.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.policy.Action;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How a session and its statements end, on a real PostgreSQL. */
class SessionEndTest {
  @Test
  void withoutARecordNothingIsExecutedAndTheSessionIsOver() throws Exception {
    try (Shop shop = new Shop(Action.READ, Action.INSERT);
        GovernedSession session = shop.open()) {
      shop.record.failAt(event -> event instanceof AuditEvent.StatementIntent);

      Outcome outcome =
          session.run("INSERT INTO orders VALUES (9002, 1, 1)", Interaction.decline());

      assertThat(((Outcome.Ended) outcome).sentence()).contains("free some disk space");
      assertThat(shop.raw("SELECT count(*) FROM shop.orders WHERE id = 9002")).containsExactly("0");
      assertThat(session.ended()).isTrue();
      assertThat(shop.ended).containsExactly("record");
      assertThat(session.run("SELECT 1", Interaction.decline())).isInstanceOf(Outcome.Ended.class);
    }
  }

  @Test
  void aSessionThatCannotBeRecordedIsNotOpened() throws Exception {
    try (Shop shop = new Shop(Action.READ)) {
      shop.record.failAt(event -> true);

      assertThatThrownBy(shop::open).isInstanceOf(AuditUnavailableException.class);
    }
  }

  @Test
  void rowsThatCannotBeRecordedAreNotShown() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      shop.record.failAt(event -> event instanceof AuditEvent.ResultSnapshot);
      Outcome.Rows rows =
          (Outcome.Rows) session.run("SELECT id FROM orders", Interaction.decline());

      SqlFailureException e =
          catchThrowableOfType(SqlFailureException.class, () -> rows.result().next(10));

      assertThat(e.failure().message()).contains("record cannot be written");
      assertThat(session.ended()).isTrue();
    }
  }

  @Test
  void everyStatementEndsInExactlyOneResult() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      session.run("this is no SQL", Interaction.decline());
      session.run("SELECT * FROM hr.salaries", Interaction.decline());
      session.run("DELETE FROM orders", Interaction.decline());
      session.run("SELECT id FROM customers WHERE email LIKE 'person7@%'", Interaction.decline());
      session.run("SELECT 1 / (id - id) FROM orders", Interaction.decline());
      Results.rows(session.run("SELECT id FROM orders", Interaction.decline()));
      ((Outcome.Rows) session.run("SELECT id FROM orders", Interaction.decline())).result().close();
      session.run("SELECT id FROM orders", Interaction.decline());
      session.close();

      assertThat(shop.record.outcomes())
          .containsExactly(
              "1 not_run",
              "2 not_run",
              "3 not_run",
              "4 not_run",
              "5 failed",
              "6 done",
              "7 done",
              "8 cancelled");
      assertThat(shop.record.events(AuditEvent.StatementIntent.class))
          .extracting(AuditEvent.StatementIntent::effect)
          .containsExactly("refuse", "deny", "deny", "deny", "allow", "allow", "allow", "allow");
      assertThat(shop.record.events().getLast()).isInstanceOf(AuditEvent.SessionClosed.class);
      assertThat(shop.ended).containsExactly("closed");
    }
  }

  @Test
  void aGrantThatEndsInMidResultStopsTheRows() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      Outcome.Rows rows =
          (Outcome.Rows) session.run("SELECT id FROM orders", Interaction.decline());
      assertThat(rows.result().next(10)).isPresent();
      shop.now = Shop.START.plusSeconds(1800);

      SqlFailureException e =
          catchThrowableOfType(SqlFailureException.class, () -> rows.result().next(10));

      assertThat(e.failure().message()).startsWith("Your access ended at 2026-11-20T12:30:00Z");
      assertThat(shop.record.outcomes()).containsExactly("1 cancelled");
      assertThat(shop.ended).containsExactly("expired");
      assertThat(session.run("SELECT 1", Interaction.decline())).isInstanceOf(Outcome.Ended.class);
    }
  }

  @Test
  void aTokenThatIsNotRenewedEndsTheSession() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      shop.tokenExpires = Optional.empty();

      Outcome outcome = session.run("SELECT 1", Interaction.decline());

      assertThat(((Outcome.Ended) outcome).sentence()).contains("could not be renewed");
    }
  }

  @Test
  void aSessionThatEndsWhileItAsksRunsNothing() throws Exception {
    try (Shop shop = new Shop(Action.READ, Action.DELETE);
        GovernedSession session = shop.open()) {
      Outcome outcome =
          session.run(
              "DELETE FROM orders",
              question -> {
                session.end("revoked");
                return true;
              });

      assertThat(((Outcome.Ended) outcome).sentence()).contains("revoked");
      assertThat(shop.raw("SELECT count(*) FROM shop.orders")).containsExactly("300");
      assertThat(shop.record.outcomes()).containsExactly("1 not_run");
      assertThat(shop.ended).containsExactly("revoked");
    }
  }

  @Test
  void aRunningStatementIsCancelled() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<Outcome> running =
          CompletableFuture.supplyAsync(
              () -> {
                begun.countDown();
                return session.run(
                    "SELECT count(*) FROM customers a CROSS JOIN customers b CROSS JOIN customers c"
                        + " CROSS JOIN orders d",
                    Interaction.decline());
              });
      begun.await();
      while (!running.isDone()) {
        session.cancel();
        Thread.onSpinWait();
      }

      assertThat(((Outcome.Failed) running.get()).failure().sqlState()).isEqualTo("57014");
      assertThat(shop.record.outcomes()).containsExactly("1 cancelled");
    }
  }

  @Test
  void askingForMaskedValuesByErrorsEndsTheSession() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      for (int i = 0; i < SessionEnd.MAX_VALUE_ERRORS; i++) {
        assertThat(session.run("SELECT name::int FROM customers", Interaction.decline()))
            .isInstanceOf(Outcome.Failed.class);
      }
      assertThat(session.ended()).isFalse();
      for (int i = 0; i < SessionEnd.MAX_VALUE_ERRORS; i++) {
        assertThat(session.run("SELECT ssn::int FROM customers", Interaction.decline()))
            .isInstanceOf(Outcome.Failed.class);
      }

      assertThat(shop.ended).containsExactly("probing");
      assertThat(session.run("SELECT 1", Interaction.decline())).isInstanceOf(Outcome.Ended.class);
    }
  }
}
