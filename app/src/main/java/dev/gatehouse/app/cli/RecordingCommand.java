package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gatehouse recording}: takes a recording out of the service, to verify it without it. */
@Command(
    name = "recording",
    description = {
      "Save a recorded session's sealed segments and what verifies them (reviewers).",
      "Check them offline with: gatehouse verify DIR"
    })
final class RecordingCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final PersonOptions person = new PersonOptions();

  @Parameters(paramLabel = "SESSION", description = "the session's id")
  private String session = "";

  @Option(
      names = "--save",
      required = true,
      paramLabel = "DIR",
      description = "a new or empty folder")
  private Path folder = Path.of("");

  RecordingCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    try (SignedIn signedIn = person.signedIn(context)) {
      int segments = signedIn.saveRecording(session, folder.toAbsolutePath());
      context
          .terminal()
          .out()
          .println(
              TextWidth.printable(
                  "Saved "
                      + (segments == 1 ? "1 segment" : segments + " segments")
                      + " in "
                      + folder
                      + "; check with: gatehouse verify "
                      + folder));
    }
    return ExitCode.OK.number();
  }
}
