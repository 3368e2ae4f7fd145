package dev.gatehouse.app.cli;

import dev.gatehouse.core.pipeline.Confirmation;
import dev.gatehouse.core.pipeline.Interaction;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * Asks before a statement that could destroy: answered by {@code --confirm}, by {@code
 * --confirm-target} where the name must be typed, or by the person at the terminal.
 *
 * @param all whether every question that a yes is enough for is answered yes
 * @param targets names that count as typed
 */
record Confirmations(Terminal terminal, boolean all, Set<String> targets) implements Interaction {
  @Override
  public boolean confirm(Confirmation confirmation) {
    String name = confirmation.decision().typedName();
    terminal.out().flush();
    terminal.say(question(confirmation));
    boolean given =
        name.isEmpty() ? all || targets.contains(confirmation.target()) : targets.contains(name);
    if (given) {
      return true;
    }
    if (!terminal.interactive()) {
      terminal.say(
          name.isEmpty()
              ? "Add --confirm to run it."
              : "Add --confirm-target " + name + " to run it.");
      return false;
    }
    try {
      return name.isEmpty()
          ? terminal.ask("Run it? [yes/no]").toLowerCase(Locale.ROOT).equals("yes")
          : terminal.ask("Type " + name + " to run it:").equals(name);
    } catch (IOException e) {
      return false;
    }
  }

  private static String question(Confirmation confirmation) {
    if (confirmation.measuredRows().isEmpty()) {
      return "This statement would touch rows of "
          + confirmation.target()
          + "; how many is not known beforehand. "
          + confirmation.decision().reason();
    }
    long rows = confirmation.measuredRows().getAsLong();
    return "This statement would touch "
        + rows
        + (rows == 1 ? " row of " : " rows of ")
        + confirmation.target()
        + ". "
        + confirmation.decision().reason();
  }
}
