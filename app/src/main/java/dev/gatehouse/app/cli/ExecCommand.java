package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gatehouse exec}: runs statements under a grant, masked and recorded. */
@Command(
    name = "exec",
    description = {
      "Run SQL statements under a grant: governed, masked and recorded.",
      "Each SQL argument is one statement. Without one, statements are read from --file or from"
          + " standard input, with semicolons between them. The first statement that does not"
          + " succeed ends the command, unless --keep-going is given."
    })
final class ExecCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final PersonOptions person = new PersonOptions();
  @Mixin private final RequestOptions request = new RequestOptions();

  @Option(names = "--source", required = true, paramLabel = "NAME", description = "the data source")
  private String source = "";

  @Option(
      names = "--grant",
      paramLabel = "ID",
      description = "the grant to use; else the newest that holds")
  private @Nullable String grantId;

  @Option(names = "--file", paramLabel = "FILE", description = "a script to run, in UTF-8")
  private @Nullable Path file;

  @Option(
      names = "--confirm",
      description = "answer yes where a statement asks, and a yes is enough")
  private boolean confirm;

  @Option(
      names = "--confirm-target",
      paramLabel = "NAME",
      description = "the name to type where a statement asks for it; may be repeated")
  private Set<String> confirmTargets = Set.of();

  @Option(
      names = "--wait",
      description =
          "where a statement needs an approval, ask for it, wait until a reviewer decided, and go"
              + " on by itself")
  private boolean wait;

  @Option(names = "--keep-going", description = "go on after a statement that did not succeed")
  private boolean keepGoing;

  @Option(names = "--json", description = "one JSON object a statement, on a line of its own")
  private boolean json;

  @Parameters(paramLabel = "SQL", arity = "0..*", description = "one statement each")
  private List<String> statements = List.of();

  ExecCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context);
        AtExit ignored = AtExit.close(signedIn)) {
      GrantFinder grants = new GrantFinder(signedIn);
      SourceView found = grants.source(source);
      List<String> texts =
          StatementTexts.read(statements, file, context.terminal().in(), dialect(found));
      boolean asked = !request.purpose().isEmpty();
      GrantView grant = grant(grants, asked);
      try {
        return run(signedIn, grant.id(), texts).number();
      } finally {
        if (asked) {
          // What was asked for this command alone is not kept longer than the command.
          giveBack(signedIn, grant.id());
        }
      }
    }
  }

  private GrantView grant(GrantFinder grants, boolean asked) throws GatehouseException {
    if (grantId != null && asked) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "Give either --grant or --purpose, which asks for a new one.");
    }
    if (grantId != null) {
      return grants.named(grantId, source);
    }
    return asked ? grants.requested(request.request(source)) : grants.existing(source);
  }

  private void giveBack(SignedIn signedIn, String grant) {
    try {
      signedIn.giveBack(grant);
    } catch (GatehouseException e) {
      context
          .terminal()
          .say(
              "The grant "
                  + grant
                  + " could not be given back and ends by itself: "
                  + e.getMessage());
    }
  }

  private ExitCode run(SignedIn signedIn, String grant, List<String> texts)
      throws GatehouseException {
    Terminal terminal = context.terminal();
    Confirmations confirmations = new Confirmations(terminal, confirm, confirmTargets);
    ExitCode first = ExitCode.OK;
    // A session that ends by itself says why in the outcome of the statement that it cuts off.
    try (GovernedSession session = signedIn.connect(grant, sentence -> {})) {
      StatementPrinter printer =
          json
              ? new JsonPrinter(terminal.out(), session::ended)
              : new TablePrinter(terminal, session::ended);
      for (String text : texts) {
        long started = System.nanoTime();
        Outcome outcome = session.run(text, confirmations);
        if (wait && outcome instanceof Outcome.NeedsApproval) {
          ApprovalWait approval = new ApprovalWait(signedIn.approvals(), terminal, "");
          outcome = approval.approved(session, text) ? session.run(text, confirmations) : outcome;
        }
        ExitCode code = printer.print(text, outcome, started);
        first = first == ExitCode.OK ? code : first;
        if (code != ExitCode.OK
            && (!keepGoing || code == ExitCode.UNREACHABLE || session.ended())) {
          break;
        }
      }
    }
    return first;
  }

  private static Dialect dialect(SourceView source) throws GatehouseException {
    for (Dialect dialect : Dialect.values()) {
      if (dialect.name().toLowerCase(Locale.ROOT).equals(source.dialect())) {
        return dialect;
      }
    }
    throw new GatehouseException(
        Kind.FAULT,
        "The data source "
            + source.name()
            + " speaks "
            + source.dialect()
            + ", which this version does not; update Gatehouse.");
  }
}
