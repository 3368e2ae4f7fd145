package dev.gatehouse.app.cli;

import dev.gatehouse.control.ControlService;
import dev.gatehouse.control.config.ControlConfig;
import dev.gatehouse.control.config.StartupException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gatehouse control}: runs the control service until it is told to stop. */
@Command(
    name = "control",
    description =
        "Run the control service until SIGTERM or Ctrl+C; its log goes to standard error.")
final class ControlCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the service's configuration (docs/operators.md)")
  private @Nullable Path config;

  ControlCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = context.terminal();
    if (config == null) {
      terminal.say("Missing required option: '--config=FILE'.");
      return ExitCode.USAGE.number();
    }
    LogFile.toStandardError();
    try {
      ControlService service =
          ControlService.start(ControlConfig.load(config, terminal.environment()));
      CountDownLatch stopped = new CountDownLatch(1);
      Thread stop = Thread.ofPlatform().unstarted(() -> stop(service, stopped));
      Runtime.getRuntime().addShutdownHook(stop);
      terminal.out().println("Gatehouse control listens on " + service.uri());
      terminal.out().flush();
      stopped.await();
      return ExitCode.OK.number();
    } catch (StartupException e) {
      terminal.say(String.valueOf(e.getMessage()));
      return ExitCode.USAGE.number();
    }
  }

  private static void stop(ControlService service, CountDownLatch stopped) {
    service.close();
    stopped.countDown();
  }
}
