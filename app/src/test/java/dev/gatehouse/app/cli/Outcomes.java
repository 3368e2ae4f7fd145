package dev.gatehouse.app.cli;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.FloorRole;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.decision.RuleVerdict;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Outcomes as the pipeline gives them, for printers. */
final class Outcomes {
  static final List<RuleVerdict> VERDICTS =
      List.of(new RuleVerdict("analysts-read", RuleVerdict.Outcome.MATCHED, "It fits."));
  static final ColumnMask EMAIL = new ColumnMask(1, "email", MaskKind.EMAIL, "pii.email → email");
  static final SqlFailure CANCELLED =
      new SqlFailure("57014", "The statement was cancelled.", OptionalInt.empty(), false);

  private Outcomes() {}

  /** Rows of two people, the second without values. */
  static Outcome.Rows people() {
    return rows(new Result(batches(), null));
  }

  /** The same rows, and then a failure. */
  static Outcome.Rows brokenOff() {
    return rows(new Result(batches(), CANCELLED));
  }

  static Decision.AllowMasked masked() {
    Obligations obligations =
        new Obligations(
            FloorRole.SENSITIVE,
            List.of(new ColumnMask(0, "id", MaskKind.NONE, ""), EMAIL),
            100,
            ExportFormat.NONE,
            true);
    return new Decision.AllowMasked(obligations, "Analysts may read.", VERDICTS, "sha256:1");
  }

  private static Outcome.Rows rows(Result result) {
    return new Outcome.Rows(7, masked(), result);
  }

  private static Deque<RowBatch> batches() {
    return new ArrayDeque<>(
        List.of(
            new RowBatch(
                1,
                List.of(
                    new ColumnVector.Longs(new long[] {1}, new boolean[] {false}),
                    new ColumnVector.Texts(new String[] {"a***@example.com"}),
                    new ColumnVector.Decimals(new BigDecimal[] {new BigDecimal("1E+3")}),
                    new ColumnVector.Booleans(new boolean[] {true}, new boolean[] {false}),
                    new ColumnVector.Doubles(new double[] {Double.NaN}, new boolean[] {false}))),
            new RowBatch(
                1,
                List.of(
                    new ColumnVector.Longs(new long[] {0}, new boolean[] {true}),
                    new ColumnVector.Texts(new @Nullable String[] {null}),
                    new ColumnVector.Decimals(new @Nullable BigDecimal[] {null}),
                    new ColumnVector.Booleans(new boolean[] {false}, new boolean[] {true}),
                    new ColumnVector.Doubles(new double[] {0}, new boolean[] {true})))));
  }

  /** A result that is read in two portions. */
  private static final class Result implements GovernedResult {
    private final Deque<RowBatch> batches;
    private final @Nullable SqlFailure failure;

    Result(Deque<RowBatch> batches, @Nullable SqlFailure failure) {
      this.batches = batches;
      this.failure = failure;
    }

    @Override
    public List<ResultColumn> columns() {
      return List.of(
          new ResultColumn("id", "int8", CellType.LONG),
          new ResultColumn("email", "text", CellType.TEXT),
          new ResultColumn("total", "numeric", CellType.DECIMAL),
          new ResultColumn("active", "bool", CellType.BOOLEAN),
          new ResultColumn("score", "float8", CellType.DOUBLE));
    }

    @Override
    public List<ColumnMask> masks() {
      return List.of(new ColumnMask(0, "id", MaskKind.NONE, ""), EMAIL);
    }

    @Override
    public Optional<RowBatch> next(int maxRows) throws SqlFailureException {
      RowBatch batch = batches.poll();
      if (batch == null && failure != null) {
        throw new SqlFailureException(failure);
      }
      return Optional.ofNullable(batch);
    }

    @Override
    public boolean limited() {
      return failure == null;
    }

    @Override
    public void close() {
      batches.clear();
    }
  }
}
