package dev.gatehouse.core.execution;

import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a running statement, read as they are asked for. Used by one thread at a time, except
 * {@link #close()}.
 */
public interface ResultStream extends AutoCloseable {
  /** The server's own description; empty for a statement without rows. */
  List<ResultColumn> columns();

  /**
   * The next rows, at most {@code maxRows}; empty at the end.
   *
   * @throws SqlFailureException where the server failed or the statement was cancelled
   */
  Optional<RowBatch> next(int maxRows) throws SqlFailureException;

  /** Rows written, or -1 for a statement that returns rows. */
  long updateCount();

  /**
   * Relations as they are now, while the statement holds its locks on what it reads and writes:
   * every one of these names in one of these schemas, and their children; without keys and
   * estimates. Empty where the server cannot be asked while it sends rows.
   *
   * @throws SqlFailureException where the server failed
   */
  Optional<List<Relation>> present(Set<String> schemas, Set<String> names)
      throws SqlFailureException;

  /**
   * Makes a statement of mode {@link StatementExecutor.Mode#WRITE} final; rows that it returned can
   * still be read. Does nothing for one that reads.
   *
   * @throws SqlFailureException where the server did not commit; nothing was changed then, unless
   *     the failure says that the connection was lost
   */
  void commit() throws SqlFailureException;

  /** Ends the statement, and undoes what was not committed; a second call does nothing. */
  @Override
  void close();
}
