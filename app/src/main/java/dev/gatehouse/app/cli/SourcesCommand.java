package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.SourceView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse sources}: the databases that one may ask for. */
@Command(name = "sources", description = "List the data sources that you may ask for.")
final class SourcesCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final PersonOptions person = new PersonOptions();

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  SourcesCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      List<SourceView> sources = signedIn.sources();
      if (json) {
        Json.printLines(context.terminal().out(), sources);
      } else {
        print(sources);
      }
    }
    return ExitCode.OK.number();
  }

  private void print(List<SourceView> sources) {
    TextTable table =
        new TextTable(
            context.terminal().out(),
            List.of("source", "environment", "database", "server", "title"),
            List.of(false, false, false, false, false));
    for (SourceView source : sources) {
      table.add(
          TextTable.cells(
              source.name(),
              source.environment(),
              source.database(),
              source.dialect(),
              source.title()));
    }
    table.end();
  }
}
