package dev.gatehouse.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.StatementRequestView;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A statement that needs an approval runs by itself once a reviewer approved its exact text. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class ApprovalJourneyTest {
  private static final String DELETE = "DELETE FROM shop.order_lines WHERE order_id = 3";
  private Stack stack;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = Stack.start(folder);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  private static GovernedSession open(SignedIn dba, SignedIn reviewer) throws Exception {
    GrantView grant =
        dba.request(
            new GrantRequest(
                Stack.SOURCE,
                List.of("shop.*"),
                List.of("read", "delete"),
                List.of(),
                "none",
                "Remove a test order",
                "LOOK-FIRST",
                30));
    reviewer.approve(grant.id(), "Fine.");
    return dba.connect(grant.id(), sentence -> {});
  }

  @Test
  void theSessionGoesOnByItselfWithThisTextAndNoOther() throws Exception {
    try (SignedIn dba = stack.signIn("dba");
        SignedIn reviewer = stack.signIn("reviewer");
        GovernedSession session = open(dba, reviewer)) {
      assertThat(session.run(DELETE, question -> true)).isInstanceOf(Outcome.NeedsApproval.class);
      StatementRequestView request = dba.approvals().ask(session.grant().id(), DELETE, "Ticket 9");
      CompletableFuture<StatementRequestView> decided = dba.approvals().decided(request);
      assertThat(decided).isNotDone();

      StatementRequestView seen =
          reviewer.approvals().pending().stream()
              .filter(r -> r.id().equals(request.id()))
              .findFirst()
              .orElseThrow();
      assertThat(seen.statement()).isEqualTo(DELETE);
      assertThat(seen.writes()).containsExactly("shop.order_lines");
      assertThat(seen.comment()).isEqualTo("Ticket 9");
      reviewer.approvals().approve(request.id(), "Seen.");

      assertThat(decided.get(10, TimeUnit.SECONDS).state()).isEqualTo("approved");
      assertThat(session.run(DELETE + " OR order_id = 4", question -> true))
          .isInstanceOf(Outcome.NeedsApproval.class);
      assertThat(session.run(DELETE, question -> true)).isInstanceOf(Outcome.Written.class);
      assertThat(stack.asSuperuser("SELECT 1 FROM shop.order_lines WHERE order_id = 3")).isEmpty();
    }
  }

  @Test
  void aDenialIsToldAndNothingRuns() throws Exception {
    try (SignedIn dba = stack.signIn("dba");
        SignedIn reviewer = stack.signIn("reviewer");
        GovernedSession session = open(dba, reviewer)) {
      String other = DELETE.replace("3", "5");
      StatementRequestView request = dba.approvals().ask(session.grant().id(), other, "");
      CompletableFuture<StatementRequestView> decided = dba.approvals().decided(request);
      reviewer.approvals().deny(request.id(), "Not this one.");
      assertThat(decided.get(10, TimeUnit.SECONDS).decision()).isEqualTo("Not this one.");
      assertThat(session.run(other, question -> true)).isInstanceOf(Outcome.NeedsApproval.class);
      assertThat(stack.asSuperuser("SELECT 1 FROM shop.order_lines WHERE order_id = 5"))
          .isNotEmpty();
    }
  }
}
