package dev.gatehouse.app.cli;

import dev.gatehouse.control.api.GrantView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words how a grant stands. */
final class GrantPrinter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private GrantPrinter() {}

  /** One line for a person. */
  static String line(GrantView grant) {
    return grant.id()
        + " "
        + grant.state()
        + ": "
        + String.join(", ", grant.actions())
        + " on "
        + grant.source()
        + " ("
        + String.join(", ", grant.relations())
        + ")"
        + (grant.end() == null ? "" : " until " + time(grant.end()))
        + ". "
        + grant.reason();
  }

  /** A table of grants. */
  static void table(Terminal terminal, List<GrantView> grants) {
    TextTable table =
        new TextTable(
            terminal.out(),
            List.of("grant", "state", "source", "actions", "until", "purpose"),
            List.of(false, false, false, false, false, false));
    for (GrantView grant : grants) {
      table.add(
          TextTable.cells(
              grant.id(),
              grant.state(),
              grant.source(),
              String.join(", ", grant.actions()),
              time(grant.end()),
              grant.purpose()));
    }
    table.end();
  }

  /** A table of requests, with what a reviewer weighs. */
  static void requests(Terminal terminal, List<GrantView> requests) {
    TextTable table =
        new TextTable(
            terminal.out(),
            List.of("request", "person", "source", "actions", "relations", "minutes", "purpose"),
            List.of(false, false, false, false, false, true, false));
    for (GrantView request : requests) {
      table.add(
          TextTable.cells(
              request.id(),
              request.requester(),
              request.source(),
              String.join(", ", request.actions()),
              String.join(", ", request.relations()),
              Integer.toString(request.durationMinutes()),
              request.purpose()));
    }
    table.end();
  }

  private static String time(@Nullable Instant instant) {
    return instant == null ? "" : TIME.format(instant);
  }
}
