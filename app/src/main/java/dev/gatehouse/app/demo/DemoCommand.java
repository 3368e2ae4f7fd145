package dev.gatehouse.app.demo;

import dev.gatehouse.app.cli.LogFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
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
      "Takes the journey in the terminal, from the sign-in to the verified recording."
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

  @Option(names = "--headless", description = "open no window, even where there is a display")
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
    DemoConfig config = DemoConfig.standard(part -> narrator.aside("starting the " + part));
    try (DemoStack stack = DemoStack.start(held, config)) {
      stack.closeFirst(narrator::hush);
      if (!headless) {
        narrator.aside("this build holds no workbench, so the journey is taken here");
      }
      return journey(stack, narrator);
    }
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
