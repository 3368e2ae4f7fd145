package dev.gatehouse.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.control.api.SourceView;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.RowBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The client at a real control service, a real PostgreSQL and a real identity provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientJourneyTest {
  private static final String SQL = "SELECT id, email FROM customers ORDER BY id LIMIT 20";

  @SuppressWarnings("NullAway.Init")
  private Stack stack;

  @BeforeAll
  void startTheStack(@TempDir Path folder) throws Exception {
    stack = Stack.start(folder);
  }

  @AfterAll
  void stopTheStack() {
    stack.close();
  }

  @Test
  void fromSignInToAVerifiedRecording() throws Exception {
    SignedIn analyst = stack.signIn("analyst");
    assertThat(analyst.me().roles()).containsExactly("analyst");
    assertThat(analyst.sources()).extracting(SourceView::name).containsExactly(Stack.SOURCE);

    GrantView grant = analyst.request(read("Find out who has not paid"));
    assertThat(grant.state()).isIn("approved", "active");
    BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    GovernedSession session = analyst.connect(grant.id(), ended::add);
    assertThat(stack.mintedRoles()).isNotEmpty();

    List<List<String>> rows = rows(session.run(SQL, Interaction.decline()));
    List<String> raw = stack.asSuperuser("SELECT email FROM shop.customers");
    assertThat(rows).hasSize(20);
    assertThat(rows).extracting(row -> row.get(1)).doesNotContainAnyElementsOf(raw);
    assertThat(session.run("DELETE FROM order_lines", Interaction.decline()))
        .isInstanceOf(Outcome.Denied.class);

    analyst.signOut();
    assertThat(session.ended()).isTrue();
    assertThat(ended).as("who ends a session is not told that it ended").isEmpty();
    assertThat(stack.mintedRoles()).isEmpty();
    assertThat(segments("analyst", session.id())).as("uploaded and acknowledged").isEmpty();

    try (SignedIn reviewer = stack.signIn("reviewer")) {
      SessionView recorded =
          reviewer.sessions().stream()
              .filter(view -> view.id().equals(session.id()))
              .findFirst()
              .orElseThrow();
      assertThat(recorded.state()).isEqualTo("complete");
      RecordingView recording = reviewer.recording(session.id());
      assertThat(recording.findings()).isEmpty();
      assertThat(String.join("\n", recording.events()))
          .contains("DELETE FROM order_lines")
          .contains("signed_out")
          .doesNotContain(raw);
    }
  }

  @Test
  void aRevocationEndsTheSessionAndTellsThePersonOnce() throws Exception {
    try (SignedIn analyst = stack.signIn("analyst");
        SignedIn reviewer = stack.signIn("reviewer")) {
      GrantView grant = analyst.request(read("Look at the orders of today"));
      BlockingQueue<String> ended = new LinkedBlockingQueue<>();
      GovernedSession session = analyst.connect(grant.id(), ended::add);
      rows(session.run(SQL, Interaction.decline()));

      GrantView revoked = reviewer.revoke(grant.id(), "Not needed any more.");
      assertThat(revoked.state()).isIn("revoking", "revoked");
      assertThat(revoked.reason()).isEqualTo("Not needed any more.");
      assertThat(ended.poll(5, TimeUnit.SECONDS)).contains("revoked");
      assertThat(session.ended()).isTrue();
      assertThat(session.run(SQL, Interaction.decline())).isInstanceOf(Outcome.Ended.class);
      assertThat(ended).isEmpty();
    }
  }

  @Test
  void whatNeedsAReviewerCannotBeConnectedYet() throws Exception {
    try (SignedIn analyst = stack.signIn("analyst")) {
      GrantRequest tooLong =
          new GrantRequest(
              Stack.SOURCE,
              List.of("shop.*"),
              List.of("read"),
              List.of(),
              "none",
              "A long investigation of returns",
              "",
              240);
      GrantView waiting = analyst.request(tooLong);
      assertThat(waiting.state()).isEqualTo("requested");
      assertThatExceptionOfType(GatehouseException.class)
          .isThrownBy(() -> analyst.connect(waiting.id(), sentence -> {}))
          .matches(e -> e.kind() == Kind.NO_GRANT || e.kind() == Kind.BAD_INPUT);
      assertThat(analyst.withdraw(waiting.id()).state()).isEqualTo("withdrawn");
    }
  }

  @Test
  void aReviewerApprovesAndAGrantIsGivenBack() throws Exception {
    try (SignedIn dba = stack.signIn("dba");
        SignedIn reviewer = stack.signIn("reviewer")) {
      GrantRequest writing =
          new GrantRequest(
              Stack.SOURCE,
              List.of("shop.*"),
              List.of("read", "delete"),
              List.of(),
              "none",
              "Remove the test orders",
              "OPS-1",
              30);
      GrantView asked = dba.request(writing);
      assertThat(reviewer.pending()).extracting(GrantView::id).contains(asked.id());
      assertThat(reviewer.approve(asked.id(), "Fine.").state()).isEqualTo("approved");
      GovernedSession session = dba.connect(asked.id(), sentence -> {});
      assertThat(session.run("DELETE FROM order_lines", Interaction.decline()))
          .isInstanceOf(Outcome.NotConfirmed.class);
      assertThat(dba.giveBack(asked.id()).state()).isIn("ended", "revoking");
      assertThat(session.ended()).isTrue();
      assertThat(stack.asSuperuser("SELECT count(*) FROM shop.order_lines"))
          .isNotEqualTo(List.of("0"));
    }
  }

  @Test
  void reviewersAloneReadRecordings() throws Exception {
    try (SignedIn analyst = stack.signIn("analyst")) {
      assertThatExceptionOfType(GatehouseException.class)
          .isThrownBy(analyst::sessions)
          .matches(e -> e.kind() == Kind.NOT_PERMITTED);
    }
  }

  @Test
  void whoHasSignedOutCannotConnect() throws Exception {
    SignedIn analyst = stack.signIn("analyst");
    GrantView grant = analyst.request(read("Look at the newest orders"));
    analyst.signOut();
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> analyst.connect(grant.id(), sentence -> {}))
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN);
    analyst.signOut();
    analyst.close();
  }

  private List<Path> segments(String account, String session) throws Exception {
    Path folder = stack.stateDirectory(account).resolve("spool").resolve(session);
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".seg") || file.toString().endsWith(".open"))
          .toList();
    }
  }

  private static GrantRequest read(String purpose) {
    return new GrantRequest(
        Stack.SOURCE, List.of("shop.*"), List.of("read"), List.of(), "none", purpose, "", 60);
  }

  private static List<List<String>> rows(Outcome outcome) throws Exception {
    assertThat(outcome).isInstanceOf(Outcome.Rows.class);
    List<List<String>> rows = new ArrayList<>();
    try (var result = ((Outcome.Rows) outcome).result()) {
      for (Optional<RowBatch> batch = result.next(100);
          batch.isPresent();
          batch = result.next(100)) {
        for (int row = 0; row < batch.get().size(); row++) {
          List<String> cells = new ArrayList<>();
          for (ColumnVector column : batch.get().columns()) {
            cells.add(String.valueOf(column.text(row)));
          }
          rows.add(cells);
        }
      }
    }
    return rows;
  }
}
