package dev.gatehouse.benchmarks;

import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.execution.jdbc.JdbcSettings;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A million rows of twenty columns, once through the bare driver and once governed, in turn and in
 * one process, so that the ratio is of the same minute. The heap is smaller than the result.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx" + StreamingBenchmark.HEAP)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
public class StreamingBenchmark {
  static final String HEAP = "128m";
  private static final int BATCH = 500;
  private static final int FETCH = JdbcSettings.of(List.of(), "").fetchSize();

  /** How long each of the two took. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    public double rawMillis;
    public double governedMillis;

    /** Starts anew. */
    @Setup(Level.Iteration)
    public void clear() {
      rawMillis = 0;
      governedMillis = 0;
    }
  }

  private final Connection raw;
  private final GovernedSession session;
  private CellType[] types = {};

  /** Fills the table, mints the roles, opens both ways. */
  public StreamingBenchmark() {
    try {
      Warehouse warehouse = new Warehouse();
      raw = warehouse.connect();
      raw.setAutoCommit(false);
      session = warehouse.open();
    } catch (SQLException | AuditUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes both. */
  @TearDown
  public void close() throws SQLException {
    session.close();
    raw.close();
  }

  /** The one, then the other. */
  @Benchmark
  public void bothInTurn(Times times, Blackhole blackhole)
      throws SQLException, SqlFailureException {
    long start = System.nanoTime();
    long governed = governed(blackhole);
    long between = System.nanoTime();
    long bare = bare(blackhole);
    long end = System.nanoTime();
    if (governed != Warehouse.ROWS || bare != Warehouse.ROWS) {
      throw new IllegalStateException(governed + " and " + bare + " rows instead of all.");
    }
    times.governedMillis += (between - start) / 1e6;
    times.rawMillis += (end - between) / 1e6;
  }

  private long governed(Blackhole blackhole) throws SqlFailureException {
    if (!(session.run(Warehouse.QUERY, Interaction.decline()) instanceof Outcome.Rows rows)) {
      throw new IllegalStateException("The query was not allowed.");
    }
    long count = 0;
    try (GovernedResult result = rows.result()) {
      types = result.columns().stream().map(ResultColumn::type).toArray(CellType[]::new);
      Optional<RowBatch> batch = result.next(BATCH);
      while (batch.isPresent()) {
        for (ColumnVector column : batch.get().columns()) {
          blackhole.consume(column);
        }
        count += batch.get().size();
        batch = result.next(BATCH);
      }
    }
    return count;
  }

  /** Every cell as the type that the governed result holds it in. */
  private long bare(Blackhole blackhole) throws SQLException {
    long count = 0;
    try (Statement statement = raw.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(Warehouse.QUERY)) {
        while (rows.next()) {
          for (int column = 0; column < types.length; column++) {
            cell(rows, column + 1, types[column], blackhole);
          }
          count++;
        }
      }
    }
    raw.rollback();
    return count;
  }

  private static void cell(ResultSet rows, int column, CellType type, Blackhole blackhole)
      throws SQLException {
    switch (type) {
      case LONG -> blackhole.consume(rows.getLong(column));
      case DOUBLE -> blackhole.consume(rows.getDouble(column));
      case DECIMAL -> blackhole.consume(rows.getBigDecimal(column));
      case BOOLEAN -> blackhole.consume(rows.getBoolean(column));
      case BINARY -> blackhole.consume(rows.getBytes(column));
      case TEXT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, JSON, OTHER ->
          blackhole.consume(rows.getString(column));
    }
  }
}
