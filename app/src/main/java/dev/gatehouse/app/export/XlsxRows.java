package dev.gatehouse.app.export;

import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook whose cells keep their type. A number that a spreadsheet cannot hold exactly (more
 * than 15 digits) and a date before 1900 are texts; NULL is no cell. Limits are those of the
 * format: 1,048,576 rows and 16,384 columns a sheet, 32,767 characters a cell.
 */
final class XlsxRows implements RowWriter {
  private static final int MOST_ROWS = 1_048_576;
  private static final int MOST_COLUMNS = 16_384;
  private static final int MOST_CHARACTERS = 32_767;
  private static final long MOST_EXACT = 999_999_999_999_999L;
  private static final int FLUSH_EACH = 1_000;
  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

  private final OutputStream file;
  private final Workbook book;
  private final List<ResultColumn> columns;
  private Worksheet sheet;
  private int sheets;
  private int row;

  XlsxRows(Path path, List<ResultColumn> columns) throws IOException {
    if (columns.size() > MOST_COLUMNS) {
      throw new UnwritableValueException(
          "An XLSX sheet holds 16,384 columns at most; choose another format.");
    }
    this.columns = columns;
    file = new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW));
    book = new Workbook(file, "Gatehouse", "1.0");
    sheet = newSheet();
  }

  private Worksheet newSheet() {
    sheets++;
    Worksheet fresh = book.newWorksheet("Result " + sheets);
    for (int column = 0; column < columns.size(); column++) {
      fresh.inlineString(0, column, columns.get(column).name());
      fresh.style(0, column).bold().set();
    }
    fresh.freezePane(0, 1);
    row = 1;
    return fresh;
  }

  @Override
  public void write(RowBatch rows) throws IOException {
    for (int i = 0; i < rows.size(); i++) {
      if (row == MOST_ROWS) {
        sheet.finish();
        sheet = newSheet();
      }
      for (int column = 0; column < columns.size(); column++) {
        cell(column, rows.columns().get(column), i);
      }
      row++;
      if (row % FLUSH_EACH == 0) {
        sheet.flush();
      }
    }
  }

  private void cell(int column, ColumnVector values, int i) throws IOException {
    @Nullable String text = values.text(i);
    if (text == null) {
      return;
    }
    switch (values) {
      case ColumnVector.Longs longs -> {
        long value = longs.values()[i];
        if (value > MOST_EXACT || value < -MOST_EXACT) {
          text(column, text);
        } else {
          sheet.value(row, column, value);
        }
      }
      case ColumnVector.Doubles doubles -> {
        if (Double.isFinite(doubles.values()[i])) {
          sheet.value(row, column, doubles.values()[i]);
        } else {
          text(column, text);
        }
      }
      case ColumnVector.Decimals decimals -> decimal(column, text);
      case ColumnVector.Booleans booleans -> sheet.value(row, column, booleans.values()[i]);
      case ColumnVector.Binaries _ -> text(column, text);
      case ColumnVector.Texts _ -> typed(column, columns.get(column).type(), text);
    }
  }

  private void decimal(int column, String text) throws IOException {
    BigDecimal value = new BigDecimal(text);
    if (value.stripTrailingZeros().precision() > 15) {
      text(column, text);
    } else {
      sheet.value(row, column, value);
    }
  }

  private void typed(int column, CellType type, String text) throws IOException {
    Optional<LocalDate> date = type == CellType.DATE ? ServerTimes.date(text) : Optional.empty();
    Optional<LocalDateTime> time =
        type == CellType.TIMESTAMP ? ServerTimes.timestamp(text) : Optional.empty();
    if (date.isPresent() && !date.get().isBefore(FIRST_DAY)) {
      sheet.value(row, column, date.get());
      sheet.style(row, column).format("yyyy-mm-dd").set();
    } else if (time.isPresent()
        && !time.get().toLocalDate().isBefore(FIRST_DAY)
        && time.get().getNano() % 1_000_000 == 0) {
      sheet.value(row, column, time.get());
      sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss.000").set();
    } else {
      text(column, text);
    }
  }

  private void text(int column, String text) throws IOException {
    if (text.length() > MOST_CHARACTERS) {
      throw new UnwritableValueException(
          "A cell of column "
              + (column + 1)
              + " is longer than the 32,767 characters that XLSX holds; choose another format.");
    }
    sheet.inlineString(row, column, text);
  }

  @Override
  public void finish() throws IOException {
    book.finish();
    file.close();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
