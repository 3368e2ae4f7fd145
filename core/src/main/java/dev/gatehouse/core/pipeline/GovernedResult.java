package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.util.List;
import java.util.Optional;

/** A masked result, read in portions. One thread at a time, except {@link #close()}. */
public interface GovernedResult extends AutoCloseable {
  /** The columns as the server described them. */
  List<ResultColumn> columns();

  /** The mask of each column, by position. */
  List<ColumnMask> masks();

  /**
   * The next masked rows, at most {@code maxRows}; empty at the end or at the row limit.
   *
   * @throws SqlFailureException where the server failed, the statement was cancelled, or the grant
   *     ended; the failure's message says which
   */
  Optional<RowBatch> next(int maxRows) throws SqlFailureException;

  /**
   * What looks like personal or secret data in columns that nobody tagged, in the rows read so far;
   * the policy says whether it was hidden (docs/policy.md, {@code content}).
   */
  default List<ContentFinding> findings() {
    return List.of();
  }

  /** Whether the policy's row limit ended it before the server did. */
  boolean limited();

  /** Ends it and records the outcome; a second call does nothing. */
  @Override
  void close();
}
