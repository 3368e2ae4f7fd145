package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse pending}: requests that wait for a reviewer. */
@Command(
    name = "pending",
    description = "List the requests that wait for your decision, oldest first (reviewers).")
final class PendingCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final PersonOptions person = new PersonOptions();

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  PendingCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      List<GrantView> requests = signedIn.pending();
      if (json) {
        Json.printLines(context.terminal().out(), requests);
      } else {
        GrantPrinter.requests(context.terminal(), requests);
      }
    }
    return ExitCode.OK.number();
  }
}
