package dev.gatehouse.app.cli;

import dev.gatehouse.app.policytest.PolicyTests;
import dev.gatehouse.app.session.GatehouseException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gatehouse policy test}: golden cases of a policy, without a server. */
@Command(
    name = "test",
    sortOptions = false,
    description = {
      "Run golden cases of a policy: statements, who runs them, and what must come out. No server"
          + " takes part.",
      "Files are YAML or JSON; docs/policy.md describes them. The exit code is 11 when a case"
          + " does not hold."
    })
final class PolicyTestCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "the policy to test, instead of the one that a file names")
  private @Nullable Path policy;

  @Option(names = "--json", description = "one JSON object a case, on a line of its own")
  private boolean json;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "files of cases")
  private List<Path> files = List.of();

  PolicyTestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    Terminal terminal = context.terminal();
    Instant now = Instant.now();
    int held = 0;
    int failed = 0;
    for (Path file : files) {
      PolicyTests tests = PolicyTests.read(file, policy, PolicyFile::read, now);
      CaseTally tally = new CaseTally(terminal, file, json);
      tests.run(tally::add);
      held += tally.held();
      failed += tally.failed();
    }
    if (!json) {
      terminal.out().println(CaseTally.sum(held, failed));
    }
    return (failed == 0 ? ExitCode.OK : ExitCode.TEST_FAILED).number();
  }
}
