package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse revoke}: a reviewer ends another's access at once. */
@Command(name = "revoke", description = "Take a grant away at once: its sessions end (reviewers).")
final class RevokeCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final GrantStep step = new GrantStep();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "why; its holder reads it")
  private String reason = "";

  RevokeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    return step.take(context, (signedIn, grant) -> signedIn.revoke(grant, reason));
  }
}
