package dev.gatehouse.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Access ends in the middle of what a real session does on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class EndOfAccessTest {
  private static final String ENDLESS =
      "SELECT count(*) FROM shop.order_lines a, shop.order_lines b, shop.order_lines c,"
          + " shop.order_lines d, shop.order_lines e";
  private Stack stack;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = Stack.start(folder);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  private static GrantView grant(SignedIn person, SignedIn reviewer, String... actions)
      throws Exception {
    GrantView grant =
        person.request(
            new GrantRequest(
                Stack.SOURCE,
                List.of("shop.*"),
                List.of(actions),
                List.of(),
                "none",
                "Look at the orders of today",
                "",
                30));
    return grant.state().equals("approved") ? grant : reviewer.approve(grant.id(), "Fine.");
  }

  private void untilServerRuns(String text, CompletableFuture<Outcome> running)
      throws SQLException {
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%%%s%%' AND usename LIKE 'gh\\_%%'"
                + " AND state = 'active'",
            text);
    while (stack.asSuperuser(sql).isEmpty()) {
      assertThat(running).isNotDone();
    }
  }

  private void nobodyOf(GrantView grant) throws SQLException {
    assertThat(stack.mintedRoles()).noneMatch(role -> role.contains(grant.id()));
    assertThat(
            stack.asSuperuser(
                "SELECT pid FROM pg_stat_activity WHERE usename LIKE '%" + grant.id() + "%'"))
        .isEmpty();
  }

  @Test
  void aQueryThatRunsIsBrokenOff() throws Exception {
    try (SignedIn analyst = stack.signIn("analyst");
        SignedIn reviewer = stack.signIn("reviewer")) {
      GrantView grant = grant(analyst, reviewer, "read");
      BlockingQueue<String> ended = new LinkedBlockingQueue<>();
      GovernedSession session = analyst.connect(grant.id(), ended::add);
      CompletableFuture<Outcome> running =
          CompletableFuture.supplyAsync(() -> session.run(ENDLESS, Interaction.decline()));
      untilServerRuns("order_lines", running);
      assertThat(reviewer.revoke(grant.id(), "Enough.").state()).isEqualTo("revoked");
      assertThat(running.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.Ended.class);
      assertThat(ended.poll(5, TimeUnit.SECONDS)).contains("revoked");
      nobodyOf(grant);
    }
  }

  @Test
  void anOpenResultDeliversNothingMore() throws Exception {
    try (SignedIn analyst = stack.signIn("analyst");
        SignedIn reviewer = stack.signIn("reviewer")) {
      GrantView grant = grant(analyst, reviewer, "read");
      BlockingQueue<String> ended = new LinkedBlockingQueue<>();
      GovernedSession session = analyst.connect(grant.id(), ended::add);
      Outcome.Rows rows =
          (Outcome.Rows)
              session.run(
                  "SELECT a.order_id FROM shop.order_lines a, shop.order_lines b",
                  Interaction.decline());
      assertThat(rows.result().next(10)).isPresent();
      assertThat(reviewer.revoke(grant.id(), "Enough.").state()).isEqualTo("revoked");
      assertThat(ended.poll(5, TimeUnit.SECONDS)).contains("revoked");
      long more = 0;
      try {
        while (rows.result().next(1_000).isPresent()) {
          more++;
        }
      } catch (SqlFailureException e) {
        assertThat(e.failure().message()).isNotEmpty();
      }
      assertThat(more).isLessThan(10);
      nobodyOf(grant);
    }
  }

  @Test
  void anOpenTransactionIsUndone() throws Exception {
    List<String> before = stack.asSuperuser("SELECT count(*) FROM shop.order_lines");
    try (SignedIn dba = stack.signIn("dba");
        SignedIn reviewer = stack.signIn("reviewer");
        Connection other = stack.connectAsSuperuser()) {
      GrantView grant = grant(dba, reviewer, "read", "delete");
      GovernedSession session = dba.connect(grant.id(), sentence -> {});
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE shop.order_lines IN SHARE MODE");
      CompletableFuture<Outcome> deleting =
          CompletableFuture.supplyAsync(
              () -> session.run("DELETE FROM shop.order_lines WHERE order_id = 9", q -> true));
      untilServerRuns("DELETE FROM", deleting);
      assertThat(reviewer.revoke(grant.id(), "Enough.").state()).isEqualTo("revoked");
      assertThat(deleting.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.Ended.class);
      nobodyOf(grant);
      other.rollback();
    }
    assertThat(stack.asSuperuser("SELECT count(*) FROM shop.order_lines")).isEqualTo(before);
  }

  @Test
  void oneSessionIsCutOffAndTheOtherOfTheSameGrantGoesOn() throws Exception {
    try (SignedIn analyst = stack.signIn("analyst");
        SignedIn reviewer = stack.signIn("reviewer")) {
      GrantView grant = grant(analyst, reviewer, "read");
      BlockingQueue<String> ended = new LinkedBlockingQueue<>();
      BlockingQueue<String> otherEnded = new LinkedBlockingQueue<>();
      GovernedSession session = analyst.connect(grant.id(), ended::add);
      // It connects before the second one gives the grant's roles new passwords.
      ((Outcome.Rows) session.run("SELECT 1", Interaction.decline())).result().close();
      GovernedSession other = analyst.connect(grant.id(), otherEnded::add);
      CompletableFuture<Outcome> running =
          CompletableFuture.supplyAsync(() -> session.run(ENDLESS, Interaction.decline()));
      CompletableFuture<Outcome> otherRunning =
          CompletableFuture.supplyAsync(() -> other.run(ENDLESS, Interaction.decline()));
      while (active(grant) < 2) {
        assertThat(running).isNotDone();
        assertThat(otherRunning).isNotDone();
      }
      assertThat(reviewer.cutOff(session.id(), "Too much at once.").reason())
          .isEqualTo("Too much at once.");
      assertThat(running.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.Ended.class);
      assertThat(ended.poll(5, TimeUnit.SECONDS)).contains("cut this session off");
      assertThat(active(grant)).isEqualTo(1);
      assertThat(otherRunning).isNotDone();
      assertThat(otherEnded).isEmpty();
      other.cancel();
      assertThat(otherRunning.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
      assertThat(other.run("SELECT order_id FROM shop.order_lines LIMIT 1", Interaction.decline()))
          .isInstanceOf(Outcome.Rows.class);
      GovernedSession next = analyst.connect(grant.id(), sentence -> {});
      assertThat(next.ended()).isFalse();
    }
  }

  private int active(GrantView grant) throws SQLException {
    return stack
        .asSuperuser(
            "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE"
                + " '%order_lines%' AND usename LIKE '%"
                + grant.id()
                + "%' AND leader_pid IS NULL")
        .size();
  }
}
