package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.config.ControlConfig;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.control.config.StartupException;
import dev.gatehouse.control.minting.MintingException;
import dev.gatehouse.control.minting.SourceCheck;
import dev.gatehouse.control.minting.SourceFinding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gatehouse control check-source}: what the minting account of a data source lacks. */
@Command(
    name = "check-source",
    description = {
      "Say which privileges the minting account of a data source lacks, and what stands open to"
          + " everybody there, with the SQL that changes it. Nothing is changed.",
      "Ends with an error where something is missing without which no grant can be used."
    })
final class CheckSourceCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the service's configuration (docs/operators.md)")
  private Path config = Path.of("");

  @Option(names = "--json", description = "one JSON object a finding, on a line of its own")
  private boolean json;

  @Parameters(paramLabel = "SOURCE", arity = "0..*", description = "names; all without one")
  private List<String> names = List.of();

  CheckSourceCommand(CommandContext context) {
    this.context = context;
  }

  /** A finding as a program reads it. */
  record Line(String source, String kind, String sentence, String remedy) {}

  @Override
  public Integer call() throws GatehouseException {
    boolean missing = false;
    for (SourceConfig source : sources()) {
      List<SourceFinding> findings;
      try {
        findings = new SourceCheck().check(source);
      } catch (MintingException e) {
        throw new GatehouseException(Kind.DATABASE_UNREACHABLE, String.valueOf(e.getMessage()), e);
      }
      print(source.id().name(), findings);
      missing |= findings.stream().anyMatch(f -> f.kind() == SourceFinding.Kind.MISSING);
    }
    return (missing ? ExitCode.DENIED : ExitCode.OK).number();
  }

  private List<SourceConfig> sources() throws GatehouseException {
    ControlConfig loaded;
    try {
      loaded = ControlConfig.load(config, context.terminal().environment());
    } catch (StartupException e) {
      throw new GatehouseException(Kind.BAD_INPUT, String.valueOf(e.getMessage()), e);
    }
    if (names.isEmpty()) {
      return loaded.sources();
    }
    List<SourceConfig> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          loaded.sources().stream()
              .filter(source -> source.id().name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new GatehouseException(
                          Kind.UNKNOWN_SOURCE,
                          "The configuration names no data source " + name + ".")));
    }
    return chosen;
  }

  private void print(String source, List<SourceFinding> findings) {
    PrintWriter out = context.terminal().out();
    if (json) {
      Json.printLines(out, findings.stream().map(finding -> line(source, finding)).toList());
      return;
    }
    out.println(source + (findings.isEmpty() ? ": nothing is missing." : ":"));
    for (SourceFinding finding : findings) {
      out.println(
          TextWidth.printable("  " + word(finding).replace('_', ' ') + ": " + finding.sentence()));
      out.println(TextWidth.printable("    " + finding.remedy() + ";"));
    }
  }

  private static Line line(String source, SourceFinding finding) {
    return new Line(source, word(finding), finding.sentence(), finding.remedy());
  }

  private static String word(SourceFinding finding) {
    return finding.kind().name().toLowerCase(Locale.ROOT);
  }
}
