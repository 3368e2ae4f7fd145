package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.SignedIn;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gatehouse logout}: forgets the kept sign-in and tells the provider. */
@Command(name = "logout", description = "Sign out, and forget the kept sign-in.")
final class LogoutCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final ServiceOptions service = new ServiceOptions();

  LogoutCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    try {
      SignedIn person = service.client(context.terminal(), /* keepTokens= */ true).resume();
      person.signOut();
      context.terminal().out().println("Signed out.");
    } catch (GatehouseException e) {
      if (e.kind() != Kind.NOT_SIGNED_IN) {
        throw e;
      }
      context.terminal().out().println("You were not signed in.");
    }
    return ExitCode.OK.number();
  }
}
