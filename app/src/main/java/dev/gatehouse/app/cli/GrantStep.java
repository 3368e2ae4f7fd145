package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantView;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that move one grant on have in common. */
final class GrantStep {
  @Mixin private final PersonOptions person = new PersonOptions();

  @Parameters(paramLabel = "GRANT", description = "the grant's or request's id")
  private String grant = "";

  @Option(names = "--json", description = "print the grant as JSON")
  private boolean json;

  /** One call that moves a grant on. */
  interface Move {
    GrantView of(SignedIn signedIn, String grantId) throws GatehouseException;
  }

  /** Makes that call as the person and says how the grant stands then. */
  int take(CommandContext context, Move move) throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      GrantView moved = move.of(signedIn, grant);
      if (json) {
        Json.printLines(context.terminal().out(), List.of(moved));
      } else {
        context.terminal().out().println(TextWidth.printable(GrantPrinter.line(moved)));
      }
    }
    return ExitCode.OK.number();
  }
}
