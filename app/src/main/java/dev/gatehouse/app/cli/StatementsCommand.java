package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.Approvals;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.StatementRequestView;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse statements}: requests to approve one exact statement. */
@Command(
    name = "statements",
    description = {
      "Requests to approve one exact statement: list your own, or those that wait for your"
          + " decision, and decide one (reviewers)."
    })
final class StatementsCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final PersonOptions person = new PersonOptions();

  @Option(names = "--pending", description = "list those that wait for your decision")
  private boolean pending;

  @Option(names = "--approve", paramLabel = "ID", description = "approve that request's exact text")
  private @Nullable String approve;

  @Option(names = "--deny", paramLabel = "ID", description = "turn that request down")
  private @Nullable String deny;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "why; the requester reads it (needed to deny)")
  private String reason = "";

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  StatementsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    if ((approve != null && deny != null) || (pending && (approve != null || deny != null))) {
      throw new GatehouseException(Kind.BAD_INPUT, "Give one of --pending, --approve and --deny.");
    }
    try (SignedIn signedIn = person.signedIn(context)) {
      List<StatementRequestView> requests = requests(signedIn.approvals());
      if (json) {
        Json.printLines(context.terminal().out(), requests);
      } else {
        requests.forEach(this::print);
      }
    }
    return ExitCode.OK.number();
  }

  private List<StatementRequestView> requests(Approvals approvals) throws GatehouseException {
    if (approve != null) {
      return List.of(approvals.approve(approve, reason));
    }
    if (deny != null) {
      return List.of(approvals.deny(deny, reason));
    }
    return pending ? approvals.pending() : approvals.mine();
  }

  private void print(StatementRequestView request) {
    var out = context.terminal().out();
    out.println(
        TextWidth.printable(
            request.id()
                + " "
                + request.state()
                + ": "
                + request.kind()
                + " on "
                + request.source()
                + ", asked by "
                + request.requester()
                + ". "
                + request.ruleReason()));
    out.println(
        TextWidth.printable(
            "  reads "
                + listed(request.reads())
                + ", writes "
                + listed(request.writes())
                + (request.destructive() ? ", destructive" : "")
                + "; purpose: "
                + request.grantPurpose()));
    request.statement().lines().forEach(line -> out.println("  | " + TextWidth.printable(line)));
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }
}
