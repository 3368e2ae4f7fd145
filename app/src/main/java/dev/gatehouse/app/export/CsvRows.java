package dev.gatehouse.app.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV as RFC 4180 has it, with lines that end in LF as PostgreSQL's COPY writes them. */
final class CsvRows implements RowWriter {
  private final CsvWriter csv;
  private final @Nullable String[] cells;
  private boolean closed;

  CsvRows(Path file, List<ResultColumn> columns) throws IOException {
    csv =
        CsvWriter.builder()
            .quoteStrategy(QuoteStrategies.EMPTY)
            .lineDelimiter(LineDelimiter.LF)
            .bufferSize(1 << 16)
            .build(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    cells = new String[columns.size()];
    csv.writeRecord(columns.stream().map(ResultColumn::name).toArray(String[]::new));
  }

  @Override
  public void write(RowBatch rows) throws IOException {
    try {
      for (int row = 0; row < rows.size(); row++) {
        List<ColumnVector> columns = rows.columns();
        for (int column = 0; column < cells.length; column++) {
          cells[column] = columns.get(column).text(row);
        }
        csv.writeRecord(cells);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void finish() throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      csv.close();
    }
  }
}
