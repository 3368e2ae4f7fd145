package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.AccessView;
import dev.gatehouse.control.api.LiveSessionView;
import dev.gatehouse.control.api.NoteRequest;
import dev.gatehouse.control.api.NoteView;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gatehouse audit}: what reviewers do with the record, beside reading it. */
@Command(name = "audit", description = "Work with the record (reviewers).")
final class AuditCommand {
  private final CommandContext context;

  AuditCommand(CommandContext context) {
    this.context = context;
  }

  @Command(
      name = "save",
      mixinStandardHelpOptions = true,
      description = {
        "Save the whole log with its recordings, still sealed.",
        "Check it offline with: gatehouse verify DIR"
      })
  int save(
      @Mixin PersonOptions person,
      @Parameters(paramLabel = "DIR", description = "a new or empty folder") Path folder)
      throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      long entries = signedIn.review().saveLog(folder.toAbsolutePath());
      say(
          "Saved "
              + entries
              + " entries in "
              + folder
              + "; check with: gatehouse verify "
              + folder);
    }
    return ExitCode.OK.number();
  }

  @Command(
      name = "live",
      mixinStandardHelpOptions = true,
      description = "List running sessions with their last statements.")
  int live(
      @Mixin PersonOptions person,
      @Option(names = "--json", description = "one JSON object a line") boolean json)
      throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      List<LiveSessionView> running = signedIn.review().live();
      if (json) {
        Json.printLines(context.terminal().out(), running);
        return ExitCode.OK.number();
      }
      TextTable table =
          table(List.of("session", "person", "source", "statement", "decision", "text"));
      for (LiveSessionView live : running) {
        table.add(
            TextTable.cells(
                live.session().id(),
                live.session().person(),
                live.session().source(),
                Objects.toString(live.statement(), ""),
                Objects.toString(live.effect(), ""),
                Objects.toString(live.text(), "")));
      }
      table.end();
    }
    return ExitCode.OK.number();
  }

  @Command(
      name = "note",
      mixinStandardHelpOptions = true,
      description = {
        "Note something about a session or a statement; without TEXT and --as, list the notes.",
        "A flag stands until 'cleared', a hold keeps a session from being erased until 'released'."
      })
  int note(
      @Mixin PersonOptions person,
      @Parameters(paramLabel = "SESSION", description = "the session's id") String session,
      @Parameters(paramLabel = "TEXT", arity = "0..1", description = "what to note")
          @Nullable String text,
      @Option(
              names = "--as",
              paramLabel = "KIND",
              description = "note, flag, cleared, hold or released")
          @Nullable String kind,
      @Option(names = "--statement", paramLabel = "N", description = "about that statement alone")
          @Nullable Long statement)
      throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      if (text != null || kind != null) {
        signedIn
            .review()
            .addNote(
                session,
                new NoteRequest(statement, kind == null ? "note" : kind, text == null ? "" : text));
      }
      TextTable table = table(List.of("at", "person", "kind", "statement", "text"));
      for (NoteView note : signedIn.review().notes(session)) {
        table.add(
            TextTable.cells(
                note.at().toString(),
                note.person(),
                note.kind(),
                Objects.toString(note.statement(), ""),
                note.text()));
      }
      table.end();
    }
    return ExitCode.OK.number();
  }

  @Command(
      name = "readers",
      mixinStandardHelpOptions = true,
      description = "List who read a session's recording.")
  int readers(
      @Mixin PersonOptions person,
      @Parameters(paramLabel = "SESSION", description = "the session's id") String session)
      throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      TextTable table = table(List.of("at", "person", "what", "log entry"));
      for (AccessView access : signedIn.review().accesses(session)) {
        table.add(
            TextTable.cells(
                access.at().toString(),
                access.person(),
                access.what(),
                Objects.toString(access.logIndex(), "")));
      }
      table.end();
    }
    return ExitCode.OK.number();
  }

  @Command(
      name = "erase",
      mixinStandardHelpOptions = true,
      description = "Erase a session's recording by destroying its keys; it cannot be undone.")
  int erase(
      @Mixin PersonOptions person,
      @Parameters(paramLabel = "SESSION", description = "the session's id") String session)
      throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      int segments = signedIn.review().erase(session);
      say("Erased: " + segments + " segments can no longer be opened by anybody.");
    }
    return ExitCode.OK.number();
  }

  private TextTable table(List<String> columns) {
    return new TextTable(
        context.terminal().out(), columns, columns.stream().map(column -> false).toList());
  }

  private void say(String sentence) {
    context.terminal().out().println(TextWidth.printable(sentence));
  }
}
