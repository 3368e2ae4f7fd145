package dev.gatehouse.app.demo;

import dev.gatehouse.app.cli.LogFile;
import dev.gatehouse.app.session.GatehouseException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse demo}: everything on this machine, with sample data. */
@Command(
    name = "demo",
    description = {
      "Run all of Gatehouse on this computer, with a sample shop.",
      "Opens the workbench; where there is no display, takes the journey in the terminal."
    })
public final class DemoCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIRECTORY",
      description = "where data and state are kept (default: the user's state directory)")
  private @Nullable Path directory;

  @Option(names = "--reset", description = "remove the data and state of earlier demos first")
  private boolean reset;

  @Option(names = "--headless", description = "take the journey in the terminal, and end")
  private boolean headless;

  private final Map<String, String> environment;

  /** For the command line. */
  public DemoCommand() {
    this(System.getenv());
  }

  DemoCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Returns 0 where all went well, and 1 otherwise. */
  @Override
  public Integer call() {
    PrintWriter out = writer(true);
    boolean terminal = System.console() != null && System.console().isTerminal();
    Narrator narrator = new Narrator(out, Narrator.colourful(environment, terminal));
    Path where = directory == null ? DemoDirectory.standard(environment) : directory;
    try (DemoDirectory held = DemoDirectory.open(where)) {
      if (reset) {
        held.reset();
      }
      LogFile.open(held.path());
      return run(held, narrator);
    } catch (DemoException e) {
      say(e.sentence());
    } catch (IOException e) {
      say("The directory %s cannot be written; name another one with --dir.".formatted(where));
    }
    return 1;
  }

  private int run(DemoDirectory held, Narrator narrator) throws DemoException {
    narrator.title("Gatehouse demo");
    narrator.aside("data and state: " + held.path());
    DemoConfig config = DemoConfig.standard(part -> narrator.aside("starting " + part));
    // Ctrl+C ends the parts below the journey; what it would say of that is no news to anybody.
    Runtime.getRuntime().addShutdownHook(new Thread(narrator::hush, "hush"));
    try (DemoStack stack = DemoStack.start(held, config)) {
      return headless || !hasDisplay() ? journey(stack, narrator) : window(stack, narrator);
    }
  }

  private int window(DemoStack stack, Narrator narrator) {
    narrator.good("everything runs; the workbench opens");
    narrator.aside("close its window, or press Ctrl+C here, to end the demo");
    try {
      DemoWindow.open(stack);
      return 0;
    } catch (GatehouseException e) {
      say(String.valueOf(e.getMessage()));
      return 1;
    }
  }

  /** Only Linux can be without a display and say so. */
  private boolean hasDisplay() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    return !linux
        || !environment.getOrDefault("DISPLAY", "").isBlank()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }

  private static int journey(DemoStack stack, Narrator narrator) {
    return new DemoJourney(stack, narrator).take() ? 0 : 1;
  }

  private void say(String sentence) {
    PrintWriter err = writer(false);
    err.println(sentence);
    err.flush();
  }

  private PrintWriter writer(boolean answer) {
    CommandSpec known = spec;
    if (known == null) {
      PrintStream stream = answer ? System.out : System.err;
      return new PrintWriter(stream, true, stream.charset());
    }
    return answer ? known.commandLine().getOut() : known.commandLine().getErr();
  }
}
