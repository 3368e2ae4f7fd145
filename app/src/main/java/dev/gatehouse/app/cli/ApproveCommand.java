package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse approve}: a reviewer grants a request. */
@Command(name = "approve", description = "Approve another person's request (reviewers).")
final class ApproveCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final GrantStep step = new GrantStep();

  @Option(names = "--comment", paramLabel = "TEXT", description = "what the requester should know")
  private String comment = "";

  ApproveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    return step.take(context, (signedIn, grant) -> signedIn.approve(grant, comment));
  }
}
