package dev.gatehouse.app.workbench;

import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A recorded session with one of each outcome. */
final class FakeRecording {
  private final List<AuditEvent> events = new ArrayList<>();
  private Instant at = FakeShop.NOW.minusSeconds(1_800);
  private long number;

  private FakeRecording() {}

  static SessionView session(String id, String state, String verified) {
    return new SessionView(
        id,
        "g-1",
        "Noor Haddad",
        "shop-prod",
        "prod",
        "Why refunds rose in October",
        state,
        FakeShop.NOW.minusSeconds(1_800),
        state.equals("open") ? null : FakeShop.NOW.minusSeconds(600),
        7,
        4,
        verified);
  }

  static RecordingView view(SessionView session, List<String> findings) {
    FakeRecording made = new FakeRecording();
    made.opened();
    made.read("SELECT status, count(*)\nFROM orders\nGROUP BY status", 4, false, 12);
    made.wait(9);
    made.read(
        "SELECT id, name, email, city\nFROM customers\nWHERE city = 'Berlin'\nLIMIT 100",
        100,
        true,
        41);
    made.wait(140);
    made.denied();
    made.wait(4);
    made.refused();
    made.wait(31);
    made.deleted(false);
    made.wait(12);
    made.deleted(true);
    made.wait(5);
    made.failed();
    made.events.add(new AuditEvent.SessionClosed(made.at.plusSeconds(20), "signed_out"));
    return new RecordingView(
        session, made.events.stream().map(AuditEvents::encode).toList(), findings);
  }

  private void opened() {
    events.add(
        new AuditEvent.SessionOpened(
            at,
            "s-1",
            "https://login.example.org",
            "p-1",
            "Noor Haddad",
            Optional.empty(),
            "device",
            "desk-14",
            "0.1.0",
            "g-1",
            List.of(),
            "Why refunds rose in October",
            "sha256:0",
            "shop-prod",
            "prod"));
    wait(2);
  }

  private void wait(int seconds) {
    at = at.plusSeconds(seconds);
  }

  private void intent(
      String text, String effect, String reason, String rule, boolean masked, boolean runs) {
    number++;
    List<AuditEvent.MaskRecord> masks =
        masked
            ? List.of(new AuditEvent.MaskRecord(2, "email", "email", "pii.email → email"))
            : List.of();
    events.add(
        new AuditEvent.StatementIntent(
            at,
            number,
            text,
            runs ? Optional.of(text) : Optional.empty(),
            "f" + number,
            effect,
            reason,
            List.of(
                new AuditEvent.RuleRecord(rule, "matched", "what it asks for stands in the rule"),
                new AuditEvent.RuleRecord("export-none", "not_matched", "nothing is exported"),
                new AuditEvent.RuleRecord("break-glass", "not_matched", "no emergency declared")),
            masks,
            runs ? Optional.of(masked ? "sensitive" : "plain") : Optional.empty()));
  }

  private void read(String text, int rows, boolean masked, long took) {
    intent(
        text,
        masked ? "allow_masked" : "allow",
        masked
            ? "Analysts read sales data with personal columns masked."
            : "Analysts may read sales data for a stated purpose.",
        "analysts-read-sales",
        masked,
        true);
    List<List<@Nullable String>> cells = new ArrayList<>();
    for (int row = 0; row < Math.min(rows, 50); row++) {
      List<@Nullable String> line = new ArrayList<>();
      if (masked) {
        line.add(Integer.toString(10_001 + row));
        line.add("Customer " + row);
        line.add("c•••@•••.org");
        line.add(row % 7 == 2 ? null : "Berlin");
      } else {
        line.add(List.of("open", "paid", "refunded", "shipped").get(row % 4));
        line.add(Integer.toString(40_000 - row * 731));
      }
      cells.add(line);
    }
    events.add(
        new AuditEvent.ResultSnapshot(
            at.plusMillis(took),
            number,
            0,
            masked ? List.of("id", "name", "email", "city") : List.of("status", "count"),
            cells,
            rows > 50));
    events.add(
        new AuditEvent.StatementResult(at.plusMillis(took), number, "done", "", "", rows, took));
  }

  private void denied() {
    intent(
        "SELECT name, salary FROM hr.employees",
        "deny",
        "Salaries are never read through this grant.",
        "hr-never",
        false,
        false);
    events.add(new AuditEvent.StatementResult(at, number, "not_run", "", "", 0, 0));
  }

  private void refused() {
    intent(
        "MERGE INTO orders USING staging_orders ON true",
        "refuse",
        "MERGE is not supported yet; write an INSERT or an UPDATE instead.",
        "analysis",
        false,
        false);
    events.add(new AuditEvent.StatementResult(at, number, "not_run", "", "", 0, 0));
  }

  private void deleted(boolean confirmed) {
    intent(
        "DELETE FROM order_lines WHERE quantity = 0",
        "confirm",
        "This would change rows that nobody could bring back.",
        "confirm-destructive",
        false,
        confirmed);
    events.add(
        new AuditEvent.ConfirmationAnswered(
            at.plusSeconds(3), number, "Delete from sales.order_lines?", 1_284, confirmed));
    events.add(
        new AuditEvent.StatementResult(
            at.plusSeconds(4),
            number,
            confirmed ? "done" : "not_run",
            "",
            "",
            confirmed ? 1_284 : 0,
            confirmed ? 380 : 0));
  }

  private void failed() {
    intent(
        "SELECT total / 0 FROM orders",
        "allow",
        "Analysts may read sales data for a stated purpose.",
        "analysts-read-sales",
        false,
        true);
    events.add(
        new AuditEvent.StatementResult(
            at.plusMillis(9), number, "failed", "22012", "division by zero", 0, 9));
  }
}
