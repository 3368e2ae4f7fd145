package dev.gatehouse.app.cli;

import dev.gatehouse.app.client.GatehouseClient;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse login}: signs in and keeps it in the system's keychain. */
@Command(name = "login", description = "Sign in with the browser, and stay signed in.")
final class LoginCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Option(names = "--no-browser", description = "only print the address to sign in at")
  private boolean noBrowser;

  LoginCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    Terminal terminal = context.terminal();
    GatehouseClient client = service.client(terminal, /* keepTokens= */ true);
    service.remember(terminal);
    if (!client.remembers()) {
      terminal.say(
          "This system has no keychain, so a sign-in cannot be kept here; sign in for one command"
              + " at a time instead: gatehouse exec --sign-in …");
      return ExitCode.NOT_SIGNED_IN.number();
    }
    String notice = client.service().notice();
    if (!notice.isBlank()) {
      terminal.say(notice);
    }
    try (SignedIn person = client.withBrowser(context.browser(noBrowser))) {
      terminal
          .out()
          .println(
              TextWidth.printable(
                  "Signed in as "
                      + person.me().name()
                      + " ("
                      + String.join(", ", person.me().roles())
                      + ")."));
    }
    return ExitCode.OK.number();
  }
}
