package dev.gatehouse.core.audit.export;

import dev.gatehouse.core.audit.AuditEvent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A session's statements as CSV (RFC 4180), a line a statement. */
public final class StatementTable {
  private static final List<String> COLUMNS =
      List.of(
          "session",
          "person",
          "source",
          "environment",
          "grant",
          "purpose",
          "statement",
          "at",
          "effect",
          "reason",
          "outcome",
          "sqlstate",
          "rows",
          "duration_ms",
          "text");

  private StatementTable() {}

  /** The first line. */
  public static String header() {
    return line(COLUMNS.stream());
  }

  /** The lines of a session. */
  public static List<String> lines(String session, List<AuditEvent> events) {
    List<String> who =
        events.stream()
            .filter(AuditEvent.SessionOpened.class::isInstance)
            .map(AuditEvent.SessionOpened.class::cast)
            .findFirst()
            .map(o -> List.of(o.name(), o.source(), o.environment(), o.grantId(), o.purpose()))
            .orElse(List.of("", "", "", "", ""));
    return RecordedStatement.of(events).stream()
        .map(
            statement ->
                line(
                    Stream.of(Stream.of(session), who.stream(), cells(statement))
                        .flatMap(cells -> cells)))
        .toList();
  }

  private static Stream<String> cells(RecordedStatement statement) {
    AuditEvent.StatementIntent intent = statement.intent();
    return Stream.of(
        Long.toString(intent.statement()),
        intent.at().toString(),
        intent.effect(),
        intent.reason(),
        statement.outcome(),
        statement.result().map(AuditEvent.StatementResult::sqlState).orElse(""),
        statement.result().map(result -> Long.toString(result.rows())).orElse(""),
        statement.result().map(result -> Long.toString(result.durationMillis())).orElse(""),
        intent.text());
  }

  private static String line(Stream<String> cells) {
    return cells.map(StatementTable::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
