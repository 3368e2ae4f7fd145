package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse grants}: one's own grants and requests. */
@Command(name = "grants", description = "List your grants and requests, newest first.")
final class GrantsCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final PersonOptions person = new PersonOptions();

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  GrantsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      List<GrantView> grants = signedIn.myGrants();
      if (json) {
        Json.printLines(context.terminal().out(), grants);
      } else {
        GrantPrinter.table(context.terminal(), grants);
      }
    }
    return ExitCode.OK.number();
  }
}
