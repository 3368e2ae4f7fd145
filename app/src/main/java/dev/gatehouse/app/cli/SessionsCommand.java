package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.CutOffView;
import dev.gatehouse.control.api.SessionView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse sessions}: what was recorded. */
@Command(name = "sessions", description = "List recorded sessions, newest first (reviewers).")
final class SessionsCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final PersonOptions person = new PersonOptions();

  @Option(
      names = "--cut-off",
      paramLabel = "ID",
      description = "end that session at once; its grant goes on")
  private @Nullable String cutOff;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "why it is cut off; its owner reads it")
  private String reason = "";

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  @Option(names = "--person", paramLabel = "NAME", description = "part of a name, or a subject")
  private @Nullable String named;

  @Option(names = "--source", paramLabel = "NAME", description = "of that data source")
  private @Nullable String source;

  @Option(names = "--from", paramLabel = "INSTANT", description = "opened at or after")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "opened before")
  private @Nullable String to;

  @Option(
      names = "--decision",
      paramLabel = "EFFECT",
      description = "with a statement that was: allow, allow_masked, confirm, deny, refuse, …")
  private @Nullable String decision;

  @Option(names = "--flagged", description = "on which a flag stands")
  private boolean flagged;

  @Option(
      names = "--text",
      paramLabel = "WORDS",
      description = "with a statement that holds all of these words")
  private @Nullable String text;

  SessionsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      if (cutOff != null) {
        CutOffView cut = signedIn.cutOff(cutOff, reason);
        context
            .terminal()
            .out()
            .println(TextWidth.printable(cut.sessionId() + " cut off by " + cut.by() + "."));
        return ExitCode.OK.number();
      }
      List<SessionView> sessions = signedIn.review().sessions(query());
      if (json) {
        Json.printLines(context.terminal().out(), sessions);
      } else {
        print(sessions);
      }
    }
    return ExitCode.OK.number();
  }

  private Map<String, String> query() {
    Map<String, String> query = new HashMap<>();
    put(query, "person", named);
    put(query, "source", source);
    put(query, "from", from);
    put(query, "to", to);
    put(query, "decision", decision);
    put(query, "text", text);
    put(query, "flagged", flagged ? "true" : null);
    return query;
  }

  private static void put(Map<String, String> query, String name, @Nullable String value) {
    if (value != null) {
      query.put(name, value);
    }
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
