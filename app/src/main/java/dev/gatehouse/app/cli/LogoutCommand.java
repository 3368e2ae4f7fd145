package dev.gatehouse.app.cli;

import dev.gatehouse.app.client.GatehouseClient;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.SignedIn;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse logout}: forgets the kept sign-in, and ends it at the provider. */
@Command(
    name = "logout",
    description = "Sign out: have the provider revoke the sign-in, and forget it here.")
final class LogoutCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Option(names = "--no-browser", description = "only print the address that ends the session")
  private boolean noBrowser;

  LogoutCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    Terminal terminal = context.terminal();
    GatehouseClient client = service.client(terminal, /* keepTokens= */ true);
    if (client.forgetService()) {
      terminal.out().println("Signed out.");
      return ExitCode.OK.number();
    }
    try {
      SignedIn person = client.resume();
      Optional<URI> page = person.signOutPage();
      person.signOut();
      page.ifPresent(context.signOutBrowser(noBrowser));
      terminal.out().println("Signed out.");
    } catch (GatehouseException e) {
      if (e.kind() != Kind.NOT_SIGNED_IN) {
        throw e;
      }
      terminal.out().println("You were not signed in.");
    }
    return ExitCode.OK.number();
  }
}
