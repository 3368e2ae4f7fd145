package dev.gatehouse.app.cli;

import dev.gatehouse.app.client.GatehouseClient;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.SignedIn;
import java.time.InstantSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose rights a command uses: a kept sign-in, or one for this command alone. */
final class PersonOptions {
  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Option(
      names = "--sign-in",
      description = "sign in with the browser, for this command alone; nothing is kept")
  private boolean signIn;

  @Option(names = "--no-browser", description = "only print the address to sign in at")
  private boolean noBrowser;

  @Option(
      names = "--device",
      description = "with --sign-in: show a code to type in on another device")
  private boolean device;

  /**
   * Signs in or goes on with a kept sign-in; the caller closes it. What was found wrong with the
   * service's log is said first.
   */
  SignedIn signedIn(CommandContext context) throws GatehouseException {
    SignedIn signedIn = begin(context);
    signedIn.recordAlert().ifPresent(context.terminal()::say);
    return signedIn;
  }

  private SignedIn begin(CommandContext context) throws GatehouseException {
    Terminal terminal = context.terminal();
    GatehouseClient client = service.client(terminal, !signIn);
    if (signIn) {
      return device
          ? client.withDevice(prompt -> DeviceWords.show(terminal, prompt, InstantSource.system()))
          : client.withBrowser(context.browser(noBrowser));
    }
    try {
      return client.resume();
    } catch (GatehouseException e) {
      if (e.kind() != Kind.NOT_SIGNED_IN) {
        throw e;
      }
      throw new GatehouseException(
          Kind.NOT_SIGNED_IN,
          client.remembers()
              ? "You are not signed in; sign in with: gatehouse login"
              : "You are not signed in, and this system has no keychain that could keep a sign-in;"
                  + " add --sign-in to sign in for this command alone.",
          e);
    }
  }
}
