package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse deny}: a reviewer turns a request down. */
@Command(name = "deny", description = "Deny another person's request (reviewers).")
final class DenyCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final GrantStep step = new GrantStep();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "why; the requester reads it")
  private String reason = "";

  DenyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    return step.take(context, (signedIn, grant) -> signedIn.deny(grant, reason));
  }
}
