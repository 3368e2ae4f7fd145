package dev.gatehouse.app.cli;

import dev.gatehouse.app.policytest.Effects;
import dev.gatehouse.core.analysis.OutputColumn;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.pipeline.Preview;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JsonGenerator;

/**
 * For programs: one JSON object a statement, on a line of its own. Every object has the same fields
 * in the same order, as docs/policy.md describes them.
 */
final class TryJsonPrinter implements TryPrinter {
  private static final int BATCH = 500;
  private final PrintWriter out;

  TryJsonPrinter(PrintWriter out) {
    this.out = out;
  }

  /** What is known once the rows have been read. */
  private record End(String outcome, long rows, boolean limited, Optional<SqlFailure> failure) {
    static End of(String outcome) {
      return new End(outcome, 0, false, Optional.empty());
    }

    static End written(long rows) {
      return new End("done", rows, false, Optional.empty());
    }

    static End failed(SqlFailure failure) {
      return new End("failed", 0, false, Optional.of(failure));
    }
  }

  @Override
  public Answered print(Attempt attempt, Preview preview, Outcome outcome) {
    End end;
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      begin(json, attempt);
      end = body(json, preview, outcome);
      end(json, attempt, end);
      if (outcome instanceof Outcome.Refused refused) {
        DecisionJson.refusal(json, refused.refusal(), attempt.entry().sql(), attempt.start());
      }
      json.writeEndObject();
    }
    out.println();
    out.flush();
    return end.failure()
            .filter(SqlFailure::connectionLost)
            .filter(f -> !f.sqlState().startsWith("57P"))
            .isPresent()
        ? Answered.UNREACHABLE
        : Answered.YES;
  }

  private End body(JsonGenerator json, Preview preview, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rows rows -> {
        decision(json, rows.decision());
        yield rows(json, preview, rows.result());
      }
      case Outcome.Written written -> {
        decision(json, written.decision());
        yield none(json, preview, written.decision(), End.written(written.rows()));
      }
      case Outcome.Refused refused -> {
        json.writeStringProperty("effect", "deny");
        json.writeStringProperty("reason", refused.refusal().sentence());
        DecisionJson.rules(json, List.of());
        yield nothing(json, End.of("refused"));
      }
      case Outcome.Denied denied -> {
        decision(json, denied.decision());
        yield none(json, preview, denied.decision(), End.of("denied"));
      }
      case Outcome.NeedsApproval waits -> {
        decision(json, waits.decision());
        yield none(json, preview, waits.decision(), End.of("needs_approval"));
      }
      case Outcome.NotConfirmed not -> {
        decision(json, not.decision());
        yield none(json, preview, not.decision(), End.of("not_confirmed"));
      }
      case Outcome.Failed failed -> {
        decision(json, failed.decision());
        yield none(json, preview, failed.decision(), End.failed(failed.failure()));
      }
      case Outcome.Ended ended -> {
        json.writeStringProperty("effect", "deny");
        json.writeStringProperty("reason", ended.sentence());
        DecisionJson.rules(json, List.of());
        yield nothing(json, End.of("ended"));
      }
    };
  }

  @Override
  public void unreachable(Attempt attempt, String sentence) {
    undecided(attempt, sentence, new SqlFailure("08001", sentence, OptionalInt.empty(), true));
  }

  @Override
  public void fault(Attempt attempt, String sentence) {
    undecided(attempt, sentence, new SqlFailure("XX000", sentence, OptionalInt.empty(), false));
  }

  private void undecided(Attempt attempt, String sentence, SqlFailure failure) {
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      begin(json, attempt);
      json.writeStringProperty("effect", "deny");
      json.writeStringProperty("reason", sentence);
      DecisionJson.rules(json, List.of());
      end(json, attempt, nothing(json, End.failed(failure)));
      json.writeEndObject();
    }
    out.println();
    out.flush();
  }

  private static void begin(JsonGenerator json, Attempt attempt) {
    json.writeStartObject();
    json.writeName("id");
    json.writeRawValue(attempt.entry().id().toString());
    json.writeNumberProperty("statement", attempt.number());
  }

  private static void decision(JsonGenerator json, Decision decision) {
    json.writeStringProperty("effect", Effects.word(decision));
    json.writeStringProperty("reason", decision.reason());
    DecisionJson.rules(json, decision.verdicts());
  }

  /** It has no rows, and its columns are what the analysis says of them. */
  private static End none(JsonGenerator json, Preview preview, Decision decision, End end) {
    List<ColumnMask> masks = Effects.masks(decision);
    json.writeName("columns").writeStartArray();
    List<OutputColumn> outputs = outputs(preview);
    for (int i = 0; i < outputs.size(); i++) {
      column(
          json,
          outputs.get(i).name(),
          Optional.empty(),
          Optional.of(outputs.get(i)),
          mask(masks, i));
    }
    json.writeEndArray();
    emptyRows(json);
    return end;
  }

  private static End nothing(JsonGenerator json, End end) {
    json.writeName("columns").writeStartArray();
    json.writeEndArray();
    emptyRows(json);
    return end;
  }

  private static void emptyRows(JsonGenerator json) {
    json.writeName("rows").writeStartArray();
    json.writeEndArray();
  }

  private static End rows(JsonGenerator json, Preview preview, GovernedResult opened) {
    try (GovernedResult result = opened) {
      List<OutputColumn> outputs = outputs(preview);
      json.writeName("columns").writeStartArray();
      for (int i = 0; i < result.columns().size(); i++) {
        ResultColumn column = result.columns().get(i);
        Optional<OutputColumn> output =
            i < outputs.size() ? Optional.of(outputs.get(i)) : Optional.empty();
        column(
            json, column.name(), Optional.of(column.typeName()), output, mask(result.masks(), i));
      }
      json.writeEndArray();
      json.writeName("rows").writeStartArray();
      long read = 0;
      Optional<SqlFailure> failure = Optional.empty();
      try {
        for (Optional<RowBatch> batch = result.next(BATCH);
            batch.isPresent();
            batch = result.next(BATCH)) {
          read += batch.get().size();
          JsonCells.writeExactly(json, batch.get());
        }
      } catch (SqlFailureException e) {
        failure = Optional.of(e.failure());
      }
      json.writeEndArray();
      return new End(failure.isPresent() ? "failed" : "done", read, result.limited(), failure);
    }
  }

  private static void column(
      JsonGenerator json,
      String name,
      Optional<String> type,
      Optional<OutputColumn> output,
      Optional<ColumnMask> mask) {
    json.writeStartObject();
    json.writeStringProperty("name", name);
    if (output.isPresent()) {
      LineageJson.write(json, output.get().lineage());
    } else {
      json.writeName("lineage").writeStartArray();
      json.writeEndArray();
    }
    json.writeStringProperty("mask", mask.map(ColumnMask::mask).orElse(MaskKind.NONE).policyName());
    json.writeStringProperty("rule", mask.map(ColumnMask::rule).orElse(""));
    type.ifPresent(known -> json.writeStringProperty("type", known));
    json.writeEndObject();
  }

  private static Optional<ColumnMask> mask(List<ColumnMask> masks, int position) {
    return masks.stream().filter(mask -> mask.position() == position).findFirst();
  }

  private static List<OutputColumn> outputs(Preview preview) {
    return switch (preview) {
      case Preview.Decided decided -> decided.facts().outputs();
      case Preview.Refused refused -> List.of();
    };
  }

  private static void end(JsonGenerator json, Attempt attempt, End end) {
    json.writeNumberProperty("row_count", end.rows());
    json.writeName("error");
    if (end.failure().isPresent()) {
      error(json, attempt, end.failure().get());
    } else {
      json.writeNull();
    }
    // The server sends none: they could hold values.
    json.writeName("notices").writeStartArray();
    json.writeEndArray();
    json.writeNumberProperty(
        "millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - attempt.startedNanos()));
    json.writeStringProperty("outcome", end.outcome());
    json.writeBooleanProperty("limited", end.limited());
    if (attempt.asked()) {
      json.writeName("measured_rows");
      OptionalLong measured = attempt.measuredRows();
      if (measured.isPresent()) {
        json.writeNumber(measured.getAsLong());
      } else {
        json.writeNull();
      }
    }
  }

  private static void error(JsonGenerator json, Attempt attempt, SqlFailure failure) {
    json.writeStartObject();
    json.writeStringProperty("sqlstate", failure.sqlState());
    json.writeStringProperty("message", failure.message());
    if (failure.position().isPresent()) {
      DecisionJson.place(
          json, attempt.entry().sql(), attempt.start() + failure.position().getAsInt());
    }
    json.writeEndObject();
  }
}
