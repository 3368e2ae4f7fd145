package dev.gatehouse.core.suite;

import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one statement to its end and keeps everything that a person would see of it. */
record Answers(
    String effect,
    List<String> columns,
    List<List<@Nullable String>> rows,
    boolean masked,
    String said) {

  static Answers of(GovernedSession session, String sql, Interaction interaction) {
    return switch (session.run(sql, interaction)) {
      case Outcome.Rows rows -> read(rows.result());
      case Outcome.Written written -> without("written", Long.toString(written.rows()));
      case Outcome.Refused refused ->
          without("refused", refused.refusal().construct() + " " + refused.refusal().sentence());
      case Outcome.Denied denied -> without("denied", denied.decision().reason());
      case Outcome.NeedsApproval needs -> without("needs_approval", needs.decision().reason());
      case Outcome.NotConfirmed not -> without("not_confirmed", not.decision().reason());
      case Outcome.Failed failed ->
          without("failed", failed.failure().sqlState() + " " + failed.failure().message());
      case Outcome.Ended ended -> without("ended", ended.sentence());
    };
  }

  private static Answers without(String effect, String said) {
    return new Answers(effect, List.of(), List.of(), false, said);
  }

  private static Answers read(GovernedResult result) {
    try (result) {
      boolean masked = result.masks().stream().anyMatch(mask -> mask.mask() != MaskKind.NONE);
      List<String> columns = result.columns().stream().map(ResultColumn::name).toList();
      List<List<@Nullable String>> rows = new ArrayList<>();
      Optional<RowBatch> batch = result.next(500);
      while (batch.isPresent()) {
        for (int row = 0; row < batch.get().size(); row++) {
          List<@Nullable String> cells = new ArrayList<>();
          for (var column : batch.get().columns()) {
            cells.add(column.text(row));
          }
          rows.add(cells);
        }
        batch = result.next(500);
      }
      return new Answers("rows", columns, rows, masked, "");
    } catch (SqlFailureException e) {
      return without("failed", e.failure().sqlState() + " " + e.failure().message());
    }
  }

  /** Whether the statement came through to the data. */
  boolean ran() {
    return effect.equals("rows") || effect.equals("written");
  }
}
