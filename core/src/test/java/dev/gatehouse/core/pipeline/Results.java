package dev.gatehouse.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.result.ColumnVector;
import java.util.ArrayList;
import java.util.List;

/** Reads results to their end. */
final class Results {
  private Results() {}

  /** Every cell, row by row. */
  static List<String> rows(Outcome outcome) throws SqlFailureException {
    assertThat(outcome).isInstanceOf(Outcome.Rows.class);
    List<String> cells = new ArrayList<>();
    try (GovernedResult result = ((Outcome.Rows) outcome).result()) {
      for (var batch = result.next(64); batch.isPresent(); batch = result.next(64)) {
        for (int row = 0; row < batch.get().size(); row++) {
          for (ColumnVector column : batch.get().columns()) {
            cells.add(String.valueOf(column.text(row)));
          }
        }
      }
    }
    return cells;
  }
}
