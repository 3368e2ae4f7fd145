package dev.gatehouse.app.cli;

import dev.gatehouse.app.policytest.Effects;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.pipeline.Preview;

/** For people: the effect of each statement, then what {@code exec} would show of it. */
final class TryTablePrinter implements TryPrinter {
  private final Terminal terminal;
  private final StatementPrinter printer;

  TryTablePrinter(Terminal terminal) {
    this.terminal = terminal;
    this.printer = new TablePrinter(terminal, () -> false);
  }

  @Override
  public Answered print(Attempt attempt, Preview preview, Outcome outcome) {
    head(
        attempt,
        switch (preview) {
          case Preview.Decided decided -> Effects.word(decided.decision());
          case Preview.Refused refused -> "deny";
        });
    if (attempt.measuredRows().isPresent()) {
      terminal.say("It would touch " + attempt.measuredRows().getAsLong() + " rows.");
    }
    return printer.print(attempt.sql(), outcome, attempt.startedNanos()) == ExitCode.UNREACHABLE
        ? Answered.UNREACHABLE
        : Answered.YES;
  }

  @Override
  public void unreachable(Attempt attempt, String sentence) {
    head(attempt, "not run");
    terminal.say(sentence);
  }

  @Override
  public void fault(Attempt attempt, String sentence) {
    head(attempt, "not run");
    terminal.say(sentence);
  }

  private void head(Attempt attempt, String effect) {
    terminal.out().flush();
    terminal.say(
        "── " + attempt.entry().id().asString("") + "." + attempt.number() + ": " + effect);
  }
}
