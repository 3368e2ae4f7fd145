package dev.gatehouse.app.cli;

import dev.gatehouse.app.policytest.Effects;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.RowBatch;
import dev.gatehouse.core.sql.Refusal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JsonGenerator;

/**
 * For programs: one JSON object a statement, on a line of its own, written while the rows arrive.
 * What is not known of a statement is absent or null, never another type.
 */
final class JsonPrinter implements StatementPrinter {
  private static final int BATCH = 500;
  private final PrintWriter out;
  private final BooleanSupplier ended;

  /**
   * @param ended whether the session is over
   */
  JsonPrinter(PrintWriter out, BooleanSupplier ended) {
    this.out = out;
    this.ended = ended;
  }

  @Override
  public ExitCode print(String sql, Outcome outcome, long startedNanos) {
    ExitCode code;
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberProperty("statement", outcome.statement());
      code = body(json, sql, outcome);
      json.writeNumberProperty(
          "millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos));
      json.writeEndObject();
    }
    out.println();
    out.flush();
    return code;
  }

  private ExitCode body(JsonGenerator json, String sql, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rows rows -> {
        decision(json, rows.decision());
        yield rows(json, rows.result());
      }
      case Outcome.Written written -> {
        decision(json, written.decision());
        json.writeStringProperty("outcome", "done");
        json.writeNumberProperty("row_count", written.rows());
        yield ExitCode.OK;
      }
      case Outcome.Refused refused -> {
        refusal(json, sql, refused.refusal());
        yield ExitCode.DENIED;
      }
      case Outcome.Denied denied -> {
        decision(json, denied.decision());
        json.writeStringProperty("outcome", "denied");
        yield ExitCode.DENIED;
      }
      case Outcome.NeedsApproval waits -> {
        decision(json, waits.decision());
        json.writeStringProperty("outcome", "needs_approval");
        yield ExitCode.DENIED;
      }
      case Outcome.NotConfirmed not -> {
        decision(json, not.decision());
        json.writeStringProperty("outcome", "not_confirmed");
        yield ExitCode.NOT_CONFIRMED;
      }
      case Outcome.Failed failed -> {
        decision(json, failed.decision());
        yield failure(json, failed.failure());
      }
      case Outcome.Ended ended -> {
        json.writeStringProperty("effect", "refuse");
        json.writeStringProperty("reason", ended.sentence());
        json.writeStringProperty("outcome", "ended");
        yield ExitCode.NO_GRANT;
      }
    };
  }

  private static void decision(JsonGenerator json, Decision decision) {
    json.writeStringProperty("effect", Effects.word(decision));
    json.writeStringProperty("reason", decision.reason());
    DecisionJson.rules(json, decision.verdicts());
  }

  private ExitCode rows(JsonGenerator json, GovernedResult opened) {
    try (GovernedResult result = opened) {
      columns(json, result);
      json.writeName("rows").writeStartArray();
      long read = 0;
      Optional<SqlFailure> failure = Optional.empty();
      try {
        for (Optional<RowBatch> batch = result.next(BATCH);
            batch.isPresent();
            batch = result.next(BATCH)) {
          read += batch.get().size();
          JsonCells.write(json, batch.get());
        }
      } catch (SqlFailureException e) {
        failure = Optional.of(e.failure());
      }
      json.writeEndArray();
      json.writeNumberProperty("row_count", read);
      json.writeBooleanProperty("limited", result.limited());
      if (failure.isPresent()) {
        ExitCode code = failure(json, failure.get());
        return ended.getAsBoolean() ? ExitCode.NO_GRANT : code;
      }
      json.writeStringProperty("outcome", "done");
      return ExitCode.OK;
    }
  }

  private static void columns(JsonGenerator json, GovernedResult result) {
    List<ColumnMask> masks = result.masks();
    json.writeName("columns").writeStartArray();
    for (int i = 0; i < result.columns().size(); i++) {
      int position = i;
      Optional<ColumnMask> mask = masks.stream().filter(m -> m.position() == position).findFirst();
      json.writeStartObject();
      json.writeStringProperty("name", result.columns().get(i).name());
      json.writeStringProperty("type", result.columns().get(i).typeName());
      json.writeStringProperty(
          "mask", mask.map(ColumnMask::mask).orElse(MaskKind.NONE).policyName());
      json.writeStringProperty("rule", mask.map(ColumnMask::rule).orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void refusal(JsonGenerator json, String sql, Refusal refusal) {
    json.writeStringProperty("effect", "refuse");
    json.writeStringProperty("reason", refusal.sentence());
    DecisionJson.rules(json, List.of());
    json.writeStringProperty("outcome", "refused");
    DecisionJson.refusal(json, refusal, sql, 0);
  }

  private static ExitCode failure(JsonGenerator json, SqlFailure failure) {
    json.writeStringProperty("outcome", "failed");
    json.writeName("error").writeStartObject();
    json.writeStringProperty("sqlstate", failure.sqlState());
    json.writeStringProperty("message", failure.message());
    json.writeEndObject();
    return failure.connectionLost() ? ExitCode.UNREACHABLE : ExitCode.STATEMENT_FAILED;
  }
}
