package dev.gatehouse.core.execution.jdbc;

import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.execution.ResultStream;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.execution.StatementExecutor.Mode;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Rows of a JDBC statement, copied from the driver into column vectors without boxing. */
final class JdbcResultStream implements ResultStream {
  private final Lease lease;
  private final Mode mode;
  private final String text;
  private final Set<Lease> running;
  private final @Nullable ResultSet rows;
  private final List<ResultColumn> columns;
  private final long updateCount;
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean exhausted;
  private boolean committed;

  JdbcResultStream(
      Lease lease, Statement statement, boolean hasRows, Mode mode, String text, Set<Lease> running)
      throws SQLException {
    this.lease = lease;
    this.mode = mode;
    this.text = text;
    this.running = running;
    this.rows = hasRows ? unwrapped(statement.getResultSet()) : null;
    this.columns = rows == null ? List.of() : lease.engine().describe(lease.connection(), rows);
    this.updateCount = rows == null ? Math.max(0, statement.getLargeUpdateCount()) : -1;
  }

  /** The driver's own, since the pool's stands between for every cell. */
  private static ResultSet unwrapped(ResultSet rows) throws SQLException {
    return rows.isWrapperFor(ResultSet.class) ? rows.unwrap(ResultSet.class) : rows;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public long updateCount() {
    return updateCount;
  }

  @Override
  public Optional<RowBatch> next(int maxRows) throws SqlFailureException {
    if (rows == null || exhausted || maxRows < 1) {
      return Optional.empty();
    }
    running.add(lease);
    try {
      ColumnBuffer[] buffers =
          columns.stream()
              .map(column -> lease.engine().buffer(column, maxRows))
              .toArray(ColumnBuffer[]::new);
      int count = 0;
      while (count < maxRows && advance(rows)) {
        for (int i = 0; i < buffers.length; i++) {
          buffers[i].read(rows, i + 1, count);
        }
        count++;
      }
      if (count == 0) {
        return Optional.empty();
      }
      int size = count;
      List<ColumnVector> vectors = Arrays.stream(buffers).map(b -> b.vector(size)).toList();
      return Optional.of(new RowBatch(size, vectors));
    } catch (SQLException e) {
      exhausted = true;
      throw new SqlFailureException(lease.engine().failure(e, text));
    } finally {
      running.remove(lease);
    }
  }

  @Override
  public Optional<List<Relation>> present(Set<String> schemas, Set<String> names)
      throws SqlFailureException {
    try {
      return lease.engine().present(lease.connection(), schemas, names);
    } catch (SQLException e) {
      throw new SqlFailureException(lease.engine().failure(e, text));
    }
  }

  private boolean advance(ResultSet from) throws SQLException {
    if (from.next()) {
      return true;
    }
    exhausted = true;
    return false;
  }

  @Override
  public void commit() throws SqlFailureException {
    if (mode == Mode.READ || committed) {
      return;
    }
    try {
      lease.connection().commit();
      committed = true;
    } catch (SQLException e) {
      throw new SqlFailureException(lease.engine().failure(e, text));
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    lease.giveBack(rows != null && !exhausted);
  }
}
