package dev.gatehouse.app.export;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.FloorRole;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A result of one column that counts. */
final class MadeResult implements GovernedResult {
  private final int total;
  private int failsAt = Integer.MAX_VALUE;
  private boolean limited;
  private int at;
  private boolean closed;

  MadeResult(int total) {
    this.total = total;
  }

  MadeResult failingAt(int row) {
    failsAt = row;
    return this;
  }

  MadeResult limitedByPolicy() {
    limited = true;
    return this;
  }

  /** As the seventh statement's outcome, under a policy that lets that leave. */
  Outcome.Rows rows(ExportFormat export) {
    Obligations obligations = new Obligations(FloorRole.PLAIN, List.of(), 0, export, false);
    return new Outcome.Rows(
        7, new Decision.Allow(obligations, "Allowed.", List.of(), "sha256:0"), this);
  }

  boolean closed() {
    return closed;
  }

  @Override
  public List<ResultColumn> columns() {
    return List.of(new ResultColumn("n", "int8", CellType.LONG));
  }

  @Override
  public List<ColumnMask> masks() {
    return List.of();
  }

  @Override
  public Optional<RowBatch> next(int maxRows) throws SqlFailureException {
    if (at >= failsAt) {
      throw new SqlFailureException(
          new SqlFailure(
              "08006", "The connection to the database was lost.", OptionalInt.empty(), true));
    }
    int size = Math.min(maxRows, total - at);
    if (size == 0) {
      return Optional.empty();
    }
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = at + i;
    }
    at += size;
    return Optional.of(
        new RowBatch(size, List.of(new ColumnVector.Longs(values, new boolean[size]))));
  }

  @Override
  public boolean limited() {
    return limited;
  }

  @Override
  public void close() {
    closed = true;
  }
}
