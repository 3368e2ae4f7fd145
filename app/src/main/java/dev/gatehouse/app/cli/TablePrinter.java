package dev.gatehouse.app.cli;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** For people: rows as a table on standard output, everything else in sentences beside it. */
final class TablePrinter implements StatementPrinter {
  private static final int BATCH = 500;
  private final Terminal terminal;
  private final BooleanSupplier ended;

  /**
   * @param ended whether the session is over
   */
  TablePrinter(Terminal terminal, BooleanSupplier ended) {
    this.terminal = terminal;
    this.ended = ended;
  }

  @Override
  public ExitCode print(String sql, Outcome outcome, long startedNanos) {
    return switch (outcome) {
      case Outcome.Rows rows -> rows(sql, rows, startedNanos);
      case Outcome.Written written -> {
        terminal.say(count(written.rows(), "row") + " written" + time(startedNanos) + ".");
        yield ExitCode.OK;
      }
      case Outcome.Refused refused ->
          said(
              "Refused"
                  + place(sql, refused.refusal().position())
                  + ": "
                  + refused.refusal().sentence(),
              ExitCode.DENIED);
      case Outcome.Denied denied -> said("Denied: " + denied.decision().reason(), ExitCode.DENIED);
      case Outcome.NeedsApproval waits ->
          said("Needs approval: " + waits.decision().reason(), ExitCode.DENIED);
      case Outcome.NotConfirmed not ->
          said(
              "Not confirmed, so nothing was changed: " + not.decision().reason(),
              ExitCode.NOT_CONFIRMED);
      case Outcome.Failed failed -> failure(sql, failed.failure());
      case Outcome.Ended ended -> said(ended.sentence(), ExitCode.NO_GRANT);
    };
  }

  private ExitCode rows(String sql, Outcome.Rows rows, long startedNanos) {
    try (GovernedResult result = rows.result()) {
      TextTable table = table(result);
      long read = 0;
      try {
        for (Optional<RowBatch> batch = result.next(BATCH);
            batch.isPresent();
            batch = result.next(BATCH)) {
          read += add(table, batch.get());
        }
      } catch (SqlFailureException e) {
        table.end();
        terminal.out().flush();
        return ended.getAsBoolean()
            ? said(e.failure().message(), ExitCode.NO_GRANT)
            : failure(sql, e.failure());
      }
      table.end();
      terminal.out().flush();
      footer(result, table, read, startedNanos);
      return ExitCode.OK;
    }
  }

  private TextTable table(GovernedResult result) {
    List<String> headers = new ArrayList<>();
    List<Boolean> right = new ArrayList<>();
    for (int i = 0; i < result.columns().size(); i++) {
      ResultColumn column = result.columns().get(i);
      headers.add(TextWidth.printable(column.name()) + (isMasked(result, i) ? "*" : ""));
      right.add(isNumber(column.type()));
    }
    return new TextTable(terminal.out(), headers, right);
  }

  private static int add(TextTable table, RowBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      List<String> cells = new ArrayList<>(batch.columns().size());
      for (var column : batch.columns()) {
        cells.add(cell(column.text(row)));
      }
      table.add(cells);
    }
    return batch.size();
  }

  private void footer(GovernedResult result, TextTable table, long rows, long startedNanos) {
    for (ColumnMask mask : result.masks()) {
      if (mask.mask() != MaskKind.NONE) {
        terminal.say(
            "* "
                + mask.column()
                + " is masked with "
                + mask.mask().policyName()
                + (mask.rule().isEmpty() ? "." : ", by " + mask.rule() + "."));
      }
    }
    if (table.shortened() > 0) {
      terminal.say(
          count(table.shortened(), "value") + " shortened to fit; --json shows them whole.");
    }
    terminal.say(
        count(rows, "row")
            + (result.limited() ? ", as many as the policy shows" : "")
            + time(startedNanos)
            + ".");
  }

  private ExitCode failure(String sql, SqlFailure failure) {
    if (failure.connectionLost()) {
      return said(
          "The connection to the database broke (" + failure.sqlState() + "); try again later.",
          ExitCode.UNREACHABLE);
    }
    return said(
        "The database refused the statement ("
            + failure.sqlState()
            + ")"
            + place(sql, failure.position())
            + ": "
            + failure.message(),
        ExitCode.STATEMENT_FAILED);
  }

  private static String place(String sql, OptionalInt position) {
    return position.isEmpty() ? "" : " at " + TextPlace.of(sql, position.getAsInt());
  }

  private ExitCode said(String sentence, ExitCode code) {
    terminal.out().flush();
    terminal.say(sentence);
    return code;
  }

  private static boolean isMasked(GovernedResult result, int position) {
    return result.masks().stream()
        .anyMatch(mask -> mask.position() == position && mask.mask() != MaskKind.NONE);
  }

  private static boolean isNumber(CellType type) {
    return switch (type) {
      case LONG, DOUBLE, DECIMAL -> true;
      case TEXT, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, JSON, BINARY, OTHER -> false;
    };
  }

  private static String cell(@Nullable String value) {
    return value == null ? "NULL" : TextWidth.printable(value);
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String time(long startedNanos) {
    return " in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos) + " ms";
  }
}
