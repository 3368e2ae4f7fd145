package dev.gatehouse.app.cli;

import dev.gatehouse.app.cli.TryPrinter.Answered;
import dev.gatehouse.app.policytest.Assumptions;
import dev.gatehouse.app.sandbox.DatabaseAddress;
import dev.gatehouse.app.sandbox.Sandbox;
import dev.gatehouse.app.sandbox.SandboxRequest;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.pipeline.Preview;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.sql.TextRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse policy try}: statements under a policy on a real database, with no service. */
@Command(
    name = "try",
    sortOptions = false,
    description = {
      "Run statements under a policy against a database that you administer, without a control"
          + " service: governed, masked and recorded as in earnest.",
      "Two roles are minted for the run and removed at its end; what is left of a run that was"
          + " killed is removed by the next one. What allowed statements write is kept.",
      "Every statement is answered, and none stops the next; the exit code is 0 when every"
          + " statement got an answer, also where that is a refusal."
    })
final class PolicyTryCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyTryCommand.class);

  /** After so many statements in a row that met no database, the rest is not tried. */
  private static final int PATIENCE = 3;

  /** Longest wait for roles that are being minted when the process is told to stop. */
  private static final int MINTING_SECONDS = 30;

  private final CommandContext context;
  @Mixin private final DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--policy", required = true, paramLabel = "FILE", description = "the policy")
  private Path policyFile = Path.of("");

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "who runs them")
  private String name = "";

  @Mixin private final AccessOptions access = new AccessOptions();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "how long the grant lasts, 1 to 480 (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "most rows of one statement, unless the policy has a lower limit; 0 for no other limit"
              + " (default: ${DEFAULT-VALUE})")
  private long maxRows;

  @Mixin private final EntryOptions entries = new EntryOptions();

  @Option(names = "--confirm", description = "answer yes to every question")
  private boolean confirm;

  @Option(names = "--json", description = "one JSON object a statement, on a line of its own")
  private boolean json;

  private int unreachable;

  PolicyTryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    Terminal terminal = context.terminal();
    PolicySet policy = PolicyFile.read(policyFile);
    List<StatementEntry> given = entries.read(terminal);
    SandboxRequest request = request(policy, terminal);
    StateDirectory.logQuietly(terminal);
    // It takes a while, and so does the minting.
    Thread.startVirtualThread(() -> Analyzers.warmUp(request.source().id().dialect()));
    // Told to stop while the roles are minted, the process waits for them and removes them.
    CompletableFuture<Sandbox> opening = new CompletableFuture<>();
    try (AtExit ignored = AtExit.run(() -> closeQuietly(opening));
        Sandbox sandbox = open(request, opening)) {
      TryPrinter printer =
          json ? new TryJsonPrinter(terminal.out()) : new TryTablePrinter(terminal);
      return run(sandbox, given, printer).number();
    }
  }

  private static Sandbox open(SandboxRequest request, CompletableFuture<Sandbox> opening)
      throws GatehouseException {
    try {
      Sandbox sandbox = Sandbox.open(request, InstantSource.system(), Gatehouse.version());
      opening.complete(sandbox);
      return sandbox;
    } finally {
      opening.cancel(false);
    }
  }

  private SandboxRequest request(PolicySet policy, Terminal terminal) throws GatehouseException {
    if (minutes < 1 || minutes > 480) {
      throw new GatehouseException(Kind.BAD_INPUT, "--minutes is a number from 1 to 480.");
    }
    if (maxRows < 0) {
      throw new GatehouseException(Kind.BAD_INPUT, "--max-rows is a number from 0 on.");
    }
    DatabaseAddress address = database.address();
    Assumptions assumed =
        access.assumptions(name, policy, database.dialect(address, terminal), address.database());
    return new SandboxRequest(
        database.source(address, assumed.source(), terminal),
        policy,
        assumed,
        maxRows,
        Duration.ofMinutes(minutes));
  }

  private ExitCode run(Sandbox sandbox, List<StatementEntry> given, TryPrinter printer)
      throws GatehouseException {
    int inARow = 0;
    for (StatementEntry entry : given) {
      int number = 0;
      for (TextRange range : entries.statements(entry, sandbox.dialect())) {
        Attempt attempt =
            new Attempt(entry, ++number, range.start(), range.of(entry.sql()), confirm);
        Answered answered = run(sandbox, attempt, printer);
        inARow = answered == Answered.YES ? 0 : inARow + 1;
        unreachable += answered == Answered.YES ? 0 : 1;
        if (inARow == PATIENCE) {
          throw new GatehouseException(
              Kind.DATABASE_UNREACHABLE,
              "The database does not answer any more, so the statements after that did not run.");
        }
      }
    }
    return unreachable == 0 ? ExitCode.OK : ExitCode.UNREACHABLE;
  }

  private static Answered run(Sandbox sandbox, Attempt attempt, TryPrinter printer)
      throws GatehouseException {
    GovernedSession session;
    try {
      session = sandbox.session();
    } catch (GatehouseException e) {
      if (e.kind() != Kind.DATABASE_UNREACHABLE) {
        throw e;
      }
      printer.unreachable(attempt, String.valueOf(e.getMessage()));
      return Answered.UNREACHABLE;
    }
    Preview preview;
    Outcome outcome;
    try {
      preview = session.preview(attempt.sql());
      outcome = session.run(attempt.sql(), attempt);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("A statement failed by a fault", e);
      printer.fault(
          attempt, "Gatehouse failed by a fault of its own in this statement; report it.");
      return Answered.YES;
    }
    return printer.print(attempt, preview, outcome);
  }

  private static void closeQuietly(CompletableFuture<Sandbox> opening) {
    try {
      opening.get(MINTING_SECONDS, TimeUnit.SECONDS).close();
    } catch (CancellationException e) {
      LOG.debug("There was no sandbox to close");
    } catch (GatehouseException | ExecutionException | TimeoutException e) {
      LOG.warn("The sandbox could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
