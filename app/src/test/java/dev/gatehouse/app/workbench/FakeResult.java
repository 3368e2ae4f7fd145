package dev.gatehouse.app.workbench;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Rows made up as they are asked for. */
final class FakeResult implements GovernedResult {
  private static final String[] NAMES = {
    "Ada Brandt",
    "Noor Haddad",
    "Jun Watanabe",
    "Mira Kovač",
    "Tomás Ibarra",
    "Elif Şahin",
    "Priya Nair",
    "Lars Holm",
    "Chidi Okafor",
    "Sofia Rossi"
  };
  private static final String[] CITIES = {
    "Berlin", "Lisbon", "Osaka", "Zagreb", "Bogotá", "Izmir", "Kochi", "Malmö", "Lagos", "Torino"
  };
  private static final String[] STATES = {"paid", "shipped", "refunded", "open"};
  private final List<ResultColumn> columns;
  private final List<ColumnMask> masks;
  private final int total;
  private final int dies;
  private int waits = Integer.MAX_VALUE;
  private CountDownLatch gate = new CountDownLatch(0);
  private int at;
  private volatile boolean closed;

  /** From that row on, rows come only after the gate opened, and then as a cancelled statement. */
  FakeResult waitingAt(int row, CountDownLatch openedByCancel) {
    waits = row;
    gate = openedByCancel;
    return this;
  }

  FakeResult(List<ResultColumn> columns, List<ColumnMask> masks, int total, int dies) {
    this.columns = columns;
    this.masks = masks;
    this.total = total;
    this.dies = dies;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public List<ColumnMask> masks() {
    return masks;
  }

  @Override
  public Optional<RowBatch> next(int maxRows) throws SqlFailureException {
    if (closed || at >= dies) {
      throw new SqlFailureException(
          new SqlFailure("08006", "The connection is gone.", OptionalInt.empty(), true));
    }
    waitWhereItWaits();
    int size = Math.min(maxRows, Math.min(total, Math.min(dies, waits)) - at);
    if (size <= 0) {
      return Optional.empty();
    }
    List<ColumnVector> vectors = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      vectors.add(vector(column, size));
    }
    at += size;
    return Optional.of(new RowBatch(size, vectors));
  }

  /** A server that is slow from some row on, until it is told to stop. */
  private void waitWhereItWaits() throws SqlFailureException {
    if (at < waits) {
      return;
    }
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SqlFailureException(
        new SqlFailure(
            "57014", "canceling statement due to user request", OptionalInt.empty(), false));
  }

  private ColumnVector vector(int column, int size) {
    ResultColumn described = columns.get(column);
    if (described.type() == CellType.LONG) {
      long[] values = new long[size];
      for (int i = 0; i < size; i++) {
        values[i] = 10_001L + at + i;
      }
      return new ColumnVector.Longs(values, new boolean[size]);
    }
    if (described.type() == CellType.DECIMAL) {
      @Nullable BigDecimal[] values = new BigDecimal[size];
      for (int i = 0; i < size; i++) {
        values[i] = (at + i) % 11 == 4 ? null : BigDecimal.valueOf((at + i) * 7919L % 500_000, 2);
      }
      return new ColumnVector.Decimals(values);
    }
    @Nullable String[] values = new String[size];
    for (int i = 0; i < size; i++) {
      values[i] = text(column, described.name(), at + i);
    }
    return new ColumnVector.Texts(values);
  }

  private @Nullable String text(int column, String name, int row) {
    MaskKind mask = masks.get(column).mask();
    return switch (name) {
      case "name" -> NAMES[row * 7 % NAMES.length];
      case "email" ->
          mask == MaskKind.NONE
              ? "raw.value@example.org"
              : NAMES[row * 7 % NAMES.length].charAt(0) + "•••@•••.org";
      case "phone" -> row % 9 == 3 ? null : "••• •• " + (1000 + row * 37 % 9000);
      case "city" -> CITIES[row * 3 % CITIES.length];
      case "status" -> STATES[row * 5 % STATES.length];
      case "note" -> row % 4 == 0 ? "" : row % 3 == 0 ? null : "Left at the door\nsecond line";
      case "attributes" -> "{\"colour\": \"green\", \"weight\": " + row + "}";
      default -> "2026-1" + row % 2 + "-" + (10 + row % 18) + " 08:" + (10 + row % 49) + ":07+00";
    };
  }

  @Override
  public boolean limited() {
    return false;
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean closed() {
    return closed;
  }
}
