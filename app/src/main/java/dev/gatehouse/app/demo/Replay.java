package dev.gatehouse.app.demo;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditEvents;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The reviewer's part: finds a recorded session, replays it, and sees whether it verifies. */
final class Replay {
  private final Traveller reviewer;
  private final Narrator narrator;
  private final ServerView server;

  Replay(Traveller reviewer, Narrator narrator, ServerView server) {
    this.reviewer = reviewer;
    this.narrator = narrator;
    this.server = server;
  }

  void of(String sessionId) throws GatehouseException, SQLException, StepFailed {
    narrator.step("The reviewer finds the analyst's session");
    SessionView session = find(sessionId);
    narrator.good(
        "%s on %s, %d statements, %d flagged; %s"
            .formatted(
                session.person(),
                session.source(),
                session.statements(),
                session.flagged(),
                session.state()));
    narrator.aside("purpose: " + session.purpose());
    StepFailed.unless(session.state().equals("complete"), "The session should be complete by now.");

    narrator.step("The reviewer replays it; nothing is executed");
    RecordingView recording = reviewer.person().recording(sessionId);
    List<AuditEvent> events = recording.events().stream().map(AuditEvents::decode).toList();
    Instant begin = events.isEmpty() ? Instant.EPOCH : events.getFirst().at();
    events.forEach(event -> tell(event, begin));
    checkContents(events);

    narrator.step("The recording verifies");
    StepFailed.unless(
        recording.findings().isEmpty(),
        "The verification found: " + String.join(" ", recording.findings()));
    StepFailed.unless(
        recording.session().verified().equals("verified"),
        "The recording is not verified: " + recording.session().verified());
    narrator.good(
        "%d events: chain, signatures and receipts hold, and nothing is missing"
            .formatted(events.size()));
  }

  private SessionView find(String id) throws GatehouseException, StepFailed {
    return reviewer.person().sessions().stream()
        .filter(session -> session.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new StepFailed("The analyst's session is not among the recorded ones."));
  }

  private void checkContents(List<AuditEvent> events) throws SQLException, StepFailed {
    Set<String> raw = server.values("shop_production", "shop.customers", "email");
    boolean leaked =
        events.stream()
            .filter(AuditEvent.ResultSnapshot.class::isInstance)
            .map(AuditEvent.ResultSnapshot.class::cast)
            .flatMap(snapshot -> snapshot.rows().stream())
            .flatMap(List::stream)
            .filter(Objects::nonNull)
            .anyMatch(raw::contains);
    StepFailed.unless(!leaked, "The recording holds a raw e-mail address.");
    boolean shown = events.stream().anyMatch(AuditEvent.ResultSnapshot.class::isInstance);
    StepFailed.unless(shown, "The recording holds no result to replay.");
    narrator.good("the recorded results hold masked values alone (compared with the table itself)");
  }

  private void tell(AuditEvent event, Instant begin) {
    String at = offset(begin, event.at());
    switch (event) {
      case AuditEvent.SessionOpened opened ->
          narrator.plain("%s opened by %s on %s".formatted(at, opened.name(), opened.source()));
      case AuditEvent.StatementIntent intent -> {
        narrator.plain("%s %s".formatted(at, narrator.bold(intent.effect())));
        narrator.typed("        " + oneLine(intent.text()));
      }
      case AuditEvent.ConfirmationAnswered answer ->
          narrator.plain(
              "%s asked about %d rows: %s"
                  .formatted(
                      at, answer.measuredRows(), answer.confirmed() ? "confirmed" : "declined"));
      case AuditEvent.ResultSnapshot snapshot -> snapshot(snapshot);
      case AuditEvent.StatementResult result ->
          narrator.plain(
              "%s %s, %d rows in %d ms"
                  .formatted(at, result.outcome(), result.rows(), result.durationMillis()));
      case AuditEvent.DataLeft left ->
          narrator.plain("%s %d rows left by %s".formatted(at, left.rows(), left.how()));
      case AuditEvent.GrantChanged changed ->
          narrator.plain("%s the grant was %s".formatted(at, changed.change()));
      case AuditEvent.SessionClosed closed ->
          narrator.plain("%s closed: %s".formatted(at, closed.reason()));
    }
  }

  private void snapshot(AuditEvent.ResultSnapshot snapshot) {
    for (int i = 0; i < Math.min(2, snapshot.rows().size()); i++) {
      narrator.aside("  " + oneLine(cells(snapshot.rows().get(i))));
    }
    if (snapshot.rows().size() > 2) {
      narrator.aside("  … %d recorded rows".formatted(snapshot.rows().size()));
    }
  }

  private static String cells(List<@Nullable String> row) {
    StringJoiner cells = new StringJoiner(" | ");
    for (String cell : row) {
      cells.add(cell == null ? "NULL" : cell);
    }
    return cells.toString();
  }

  private static String offset(Instant begin, Instant at) {
    return String.format(Locale.ROOT, "+%6.3f s", Duration.between(begin, at).toMillis() / 1_000.0);
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > 110 ? line.substring(0, 109) + "…" : line;
  }
}
