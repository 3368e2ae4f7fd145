package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.SessionView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse sessions}: what was recorded. */
@Command(name = "sessions", description = "List recorded sessions, newest first (reviewers).")
final class SessionsCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final PersonOptions person = new PersonOptions();

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  SessionsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      List<SessionView> sessions = signedIn.sessions();
      if (json) {
        Json.printLines(context.terminal().out(), sessions);
      } else {
        print(sessions);
      }
    }
    return ExitCode.OK.number();
  }

  private void print(List<SessionView> sessions) {
    TextTable table =
        new TextTable(
            context.terminal().out(),
            List.of("session", "state", "person", "source", "statements", "flagged", "record"),
            List.of(false, false, false, false, true, true, false));
    for (SessionView session : sessions) {
      table.add(
          TextTable.cells(
              session.id(),
              session.state(),
              session.person(),
              session.source(),
              Integer.toString(session.statements()),
              Integer.toString(session.flagged()),
              session.verified()));
    }
    table.end();
  }
}
