package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.grid.BatchRows;
import dev.gatehouse.app.workbench.grid.GridColumn;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** A result, read a page at a time as it is looked at. On the FX thread, except the reading. */
public final class ResultViewModel {
  /** Rows of a page. */
  public static final int PAGE = 500;

  /** Cells held for one result; above it nothing more is read. */
  static final long MOST_CELLS = 20_000_000;

  private final Desk desk;
  private final long statement;
  private final String sql;
  private final GovernedResult result;
  private final Verdict verdict;
  private final ExportFormat export;
  private final List<GridColumn> columns;
  private final BatchRows rows = new BatchRows();
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private Duration firstPage = Duration.ZERO;
  private boolean reading;
  private boolean over;
  private String note = "";
  private Runnable added = () -> {};

  ResultViewModel(
      Desk desk,
      long statement,
      String sql,
      Verdict verdict,
      ExportFormat export,
      GovernedResult result) {
    this.desk = desk;
    this.statement = statement;
    this.sql = sql;
    this.verdict = verdict;
    this.export = export;
    this.result = result;
    this.columns = columns(result.columns(), result.masks());
  }

  private record Page(Optional<RowBatch> rows, boolean last, boolean limited) {}

  public List<GridColumn> columns() {
    return columns;
  }

  public BatchRows rows() {
    return rows;
  }

  public Verdict verdict() {
    return verdict;
  }

  /** What of it the policy lets leave as a file. */
  ExportFormat export() {
    return export;
  }

  public String sql() {
    return sql;
  }

  /** The statement's number within its session. */
  public long statement() {
    return statement;
  }

  public ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  /** Is told after rows came. */
  void onAdded(Runnable listener) {
    added = listener;
  }

  /** Whether the last row has been read, or reading ended for another reason. */
  public boolean over() {
    return over;
  }

  /** Takes the first page, which was read where the statement ran. */
  void first(Optional<RowBatch> page, Duration took) {
    firstPage = took;
    take(new Page(page, page.map(RowBatch::size).orElse(0) < PAGE, result.limited()));
  }

  /** A row came into view; reads on where it is near the end. */
  public void seen(int row) {
    if (row > rows.size() - PAGE / 2) {
      more();
    }
  }

  /** Reads the next page, unless one is being read or there is none. */
  public void more() {
    if (reading || over) {
      return;
    }
    reading = true;
    desk.background().call(this::read, this::take, failure -> stop(failure.sentence()));
  }

  private Page read() {
    try {
      Optional<RowBatch> page = result.next(PAGE);
      return new Page(page, page.map(RowBatch::size).orElse(0) < PAGE, result.limited());
    } catch (SqlFailureException e) {
      desk.background().ui(() -> stop(e.failure().message()));
      return new Page(Optional.empty(), false, false);
    }
  }

  private void take(Page page) {
    reading = false;
    page.rows().ifPresent(rows::add);
    if (page.limited()) {
      stop(Strings.get("result.limited"));
    } else if (page.last()) {
      stop("");
    } else if ((long) rows.size() * Math.max(1, columns.size()) > MOST_CELLS) {
      stop(Strings.get("result.tooLarge"));
    }
    say();
    added.run();
  }

  /** Reading ends here, for that reason; empty at the natural end. */
  void stop(String reason) {
    reading = false;
    if (!over) {
      over = true;
      note = reason;
      desk.background().start(result::close);
      say();
    }
  }

  /** Waits until the session has let go of the result; never on the FX thread. */
  void close() {
    result.close();
  }

  private void say() {
    String count = String.format("%,d", rows.size());
    String loaded =
        over && note.isEmpty()
            ? Strings.counted("result.rows.one", "result.rows.many", rows.size())
            : Strings.get("result.rows.open", count, count);
    String masked =
        verdict.masks().isEmpty()
            ? ""
            : "  ·  "
                + Strings.counted(
                    "verdict.masked.one", "verdict.masked.many", verdict.masks().size());
    status.set(
        loaded + "  ·  " + Times.took(firstPage) + masked + (note.isEmpty() ? "" : "  ·  " + note));
  }

  private static List<GridColumn> columns(List<ResultColumn> described, List<ColumnMask> masks) {
    List<GridColumn> columns = new ArrayList<>();
    for (int position = 0; position < described.size(); position++) {
      ResultColumn column = described.get(position);
      int at = position;
      Optional<ColumnMask> mask =
          masks.stream().filter(m -> m.position() == at && m.mask() != MaskKind.NONE).findFirst();
      columns.add(
          new GridColumn(
              column.name(),
              column.typeName(),
              numeric(column.type()),
              mask.map(m -> m.mask().policyName()).orElse(""),
              mask.map(ColumnMask::rule).orElse("")));
    }
    return columns;
  }

  private static boolean numeric(CellType type) {
    return switch (type) {
      case LONG, DOUBLE, DECIMAL -> true;
      case TEXT, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, JSON, BINARY, OTHER -> false;
    };
  }
}
