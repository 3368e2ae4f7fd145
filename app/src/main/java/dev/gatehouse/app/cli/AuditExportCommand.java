package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.Review;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditEvents;
import dev.gatehouse.core.audit.export.Access;
import dev.gatehouse.core.audit.export.OcsfEvents;
import dev.gatehouse.core.audit.export.StatementTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gatehouse audit export}: what was recorded, for other systems. */
@Command(
    name = "export",
    description = {
      "Export what was recorded, as OCSF events, JSON lines or CSV (reviewers).",
      "Every session that is read for it is recorded as read."
    })
final class AuditExportCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final PersonOptions person = new PersonOptions();

  @ArgGroup(multiplicity = "1")
  private Form form = new Form();

  /** One of three. */
  static final class Form {
    @Option(names = "--ocsf", description = "OCSF 1.3.0 events, one JSON object a line")
    private boolean ocsf;

    @Option(names = "--jsonl", description = "every event as it was recorded, one a line")
    private boolean jsonl;

    @Option(names = "--csv", description = "a line a statement")
    private boolean csv;
  }

  @Parameters(paramLabel = "SESSION", arity = "0..*", description = "sessions; else all that fit")
  private List<String> sessions = new ArrayList<>();

  @Option(names = "--from", paramLabel = "INSTANT", description = "opened at or after")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "opened before")
  private @Nullable String to;

  @Option(names = "--source", paramLabel = "NAME", description = "of that data source")
  private @Nullable String source;

  @Option(names = "--out", paramLabel = "FILE", description = "a new file; else the terminal")
  private @Nullable Path out;

  AuditExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      if (out == null) {
        write(signedIn, context.terminal().out());
      } else {
        try (BufferedWriter file =
            Files.newBufferedWriter(
                out, StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.CREATE_NEW)) {
          write(signedIn, file);
        }
      }
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "The file " + out + " cannot be written; name a new one.", e);
    }
    return ExitCode.OK.number();
  }

  private void write(SignedIn signedIn, Writer writer) throws GatehouseException, IOException {
    if (form.csv) {
      writer.write(StatementTable.header());
    }
    for (String session : chosen(signedIn.review())) {
      write(signedIn, session, writer);
    }
    writer.flush();
  }

  private void write(SignedIn signedIn, String session, Writer writer)
      throws GatehouseException, IOException {
    List<Access> accesses = new ArrayList<>();
    if (form.ocsf) {
      signedIn
          .review()
          .accesses(session)
          .forEach(
              a -> accesses.add(new Access(a.issuer(), a.subject(), a.person(), a.what(), a.at())));
    }
    List<String> recorded = signedIn.recording(session).events();
    if (form.jsonl) {
      for (String event : recorded) {
        writer.write("{\"session\":\"" + session + "\",\"event\":" + event + "}\n");
      }
      return;
    }
    List<AuditEvent> events = recorded.stream().map(AuditEvents::decode).toList();
    if (form.csv) {
      for (String line : StatementTable.lines(session, events)) {
        writer.write(line);
      }
      return;
    }
    for (Map<String, Object> event :
        OcsfEvents.of(Gatehouse.version(), session, events, accesses)) {
      writer.write(Json.MAPPER.writeValueAsString(event) + "\n");
    }
  }

  private List<String> chosen(Review review) throws GatehouseException {
    if (!sessions.isEmpty()) {
      return sessions;
    }
    Map<String, String> query = new HashMap<>();
    put(query, "from", from);
    put(query, "to", to);
    put(query, "source", source);
    return review.sessions(query).stream().map(SessionView::id).toList();
  }

  private static void put(Map<String, String> query, String name, @Nullable String value) {
    if (value != null) {
      query.put(name, value);
    }
  }
}
