package dev.gatehouse.app.cli;

import dev.gatehouse.app.client.GatehouseClient;
import dev.gatehouse.app.client.signin.ServiceCredentials;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code gatehouse login}: signs a person in and keeps it in the system's keychain, or lets later
 * commands act as a service.
 */
@Command(
    name = "login",
    description = "Sign in with the browser, on another device, or as a service; stay signed in.")
final class LoginCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final ServiceOptions service = new ServiceOptions();
  @Mixin private final ServiceSignInOptions asService = new ServiceSignInOptions();

  @Option(names = "--no-browser", description = "only print the address to sign in at")
  private boolean noBrowser;

  @Option(
      names = "--device",
      description = "show a code to type in on another device, where there is no browser")
  private boolean device;

  LoginCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    Terminal terminal = context.terminal();
    GatehouseClient client = service.client(terminal, /* keepTokens= */ true);
    service.remember(terminal);
    if (asService.asked()) {
      ServiceCredentials credentials = asService.credentials(terminal);
      greet(terminal, client.asService(credentials));
      client.rememberService(credentials);
      return ExitCode.OK.number();
    }
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
    SignedIn person =
        device
            ? client.withDevice(
                prompt -> DeviceWords.show(terminal, prompt, InstantSource.system()))
            : client.withBrowser(context.browser(noBrowser));
    greet(terminal, person);
    client.forgetService();
    return ExitCode.OK.number();
  }

  private static void greet(Terminal terminal, SignedIn signedIn) {
    try (signedIn) {
      String roles = String.join(", ", signedIn.me().roles());
      terminal
          .out()
          .println(
              TextWidth.printable(
                  "Signed in as "
                      + signedIn.me().name()
                      + (roles.isEmpty() ? ", without a role here" : " (" + roles + ")")
                      + "."));
    }
  }
}
