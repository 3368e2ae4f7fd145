package dev.gatehouse.app.cli;

import dev.gatehouse.app.demo.DemoCommand;
import dev.gatehouse.app.session.GatehouseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The one command, {@code gatehouse}; its subcommands do the work. */
@Command(
    name = "gatehouse",
    description =
        "A governed SQL client: what you may see, asked before it destroys, and recorded.",
    mixinStandardHelpOptions = true,
    versionProvider = Gatehouse.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n")
public final class Gatehouse {
  private static final Logger LOG = LoggerFactory.getLogger(Gatehouse.class);

  private Gatehouse() {}

  /** Starts the program and ends the process with its exit code ({@link ExitCode}). */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.system();
    int code = run(new CommandContext(terminal, SystemBrowser::new), arguments);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(code);
  }

  /** Runs one command line; never throws. */
  static int run(CommandContext context, String... arguments) {
    Terminal terminal = context.terminal();
    CommandLine line = commandLine(context);
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    int code = line.execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  /** This program's version; {@code development} where it does not run from a release. */
  static String version() {
    String version = Gatehouse.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static CommandLine commandLine(CommandContext context) {
    CommandLine line =
        new CommandLine(new Gatehouse())
            .addSubcommand(new DemoCommand())
            .addSubcommand(new LoginCommand(context))
            .addSubcommand(new LogoutCommand(context))
            .addSubcommand(new SourcesCommand(context))
            .addSubcommand(new RequestCommand(context))
            .addSubcommand(new GrantsCommand(context))
            .addSubcommand(new ExecCommand(context))
            .addSubcommand(new PendingCommand(context))
            .addSubcommand(new ApproveCommand(context))
            .addSubcommand(new DenyCommand(context))
            .addSubcommand(new RevokeCommand(context))
            .addSubcommand(new StatementsCommand(context))
            .addSubcommand(new SessionsCommand(context))
            .addSubcommand(new RecordingCommand(context))
            .addSubcommand(
                new CommandLine(new AuditCommand(context))
                    .addSubcommand(new AuditExportCommand(context)))
            .addSubcommand(new VerifyCommand(context))
            .addSubcommand(
                new CommandLine(new PolicyCommand())
                    .addSubcommand(new PolicyTryCommand(context))
                    .addSubcommand(new PolicyTestCommand(context)))
            .addSubcommand(new AnalyzeCommand(context))
            .addSubcommand(
                new CommandLine(new ControlCommand(context))
                    .addSubcommand(new CheckSourceCommand(context)))
            .addSubcommand(new HelpCommand());
    line.getCommandSpec().usageMessage().exitCodeList(HelpText.exitCodes());
    withHelp(line);
    line.setParameterExceptionHandler((exception, given) -> usage(context.terminal(), exception));
    line.setExecutionExceptionHandler(
        (exception, failed, parsed) -> fault(context.terminal(), exception));
    if (!context.terminal().interactive()) {
      line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }
    return line;
  }

  private static void withHelp(CommandLine line) {
    for (CommandLine command : line.getSubcommands().values()) {
      // A command that is a method says so itself: picocli counts on it when it passes arguments.
      if (!command.getCommandSpec().mixinStandardHelpOptions()) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
      }
      withHelp(command);
    }
  }

  private static int usage(Terminal terminal, ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    String sentence = String.valueOf(exception.getMessage());
    terminal.say(sentence.endsWith(".") ? sentence : sentence + ".");
    terminal.say("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.number();
  }

  private static int fault(Terminal terminal, Exception exception) {
    terminal.out().flush();
    if (exception instanceof GatehouseException told) {
      note(told);
      String.valueOf(told.getMessage()).lines().forEach(terminal::say);
      return ExitCode.of(told.kind()).number();
    }
    LOG.error("A fault", exception);
    terminal.say(
        "Gatehouse failed by a fault of its own; the log in the state directory says more"
            + " (log/gatehouse.log).");
    return ExitCode.FAULT.number();
  }

  /** An ordinary end is one line of the log; only what an operator must look into has a trace. */
  private static void note(GatehouseException told) {
    switch (told.kind()) {
      case FAULT, RECORD_UNAVAILABLE -> LOG.warn("Ended with {}", told.kind(), told);
      case NOT_SIGNED_IN,
          CONTROL_UNREACHABLE,
          DATABASE_UNREACHABLE,
          UNKNOWN_SOURCE,
          NO_GRANT,
          NOT_PERMITTED,
          BAD_INPUT -> {
        Throwable cause = told.getCause();
        LOG.info(
            "Ended with {}, by {}",
            told.kind(),
            cause == null ? "no other failure" : cause.getClass().getName());
      }
    }
  }

  /** For {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"gatehouse " + version()};
    }
  }
}
