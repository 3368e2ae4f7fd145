package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse request}: asks for access. */
@Command(name = "request", description = "Ask for access to a data source.")
final class RequestCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final PersonOptions person = new PersonOptions();
  @Mixin private final RequestOptions request = new RequestOptions();

  @Option(names = "--source", required = true, paramLabel = "NAME", description = "the data source")
  private String source = "";

  @Option(names = "--json", description = "print the answer as JSON")
  private boolean json;

  RequestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    if (request.purpose().isEmpty()) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "Say why you need access: --purpose \"…\"; a reviewer reads it.");
    }
    try (SignedIn signedIn = person.signedIn(context)) {
      GrantView grant = signedIn.request(request.request(source));
      if (json) {
        Json.printLines(context.terminal().out(), List.of(grant));
      } else {
        context.terminal().out().println(TextWidth.printable(GrantPrinter.line(grant)));
      }
      return (grant.state().equals("denied") ? ExitCode.DENIED : ExitCode.OK).number();
    }
  }
}
