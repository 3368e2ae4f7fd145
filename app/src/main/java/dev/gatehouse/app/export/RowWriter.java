package dev.gatehouse.app.export;

import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the rows of one result to one file, as they come. Used by one thread. */
interface RowWriter extends Closeable {
  /**
   * Writes some rows.
   *
   * @throws UnwritableValueException where a value has no form in the format
   */
  void write(RowBatch rows) throws IOException;

  /** Writes what is still held; the file is whole then. */
  void finish() throws IOException;

  /** Lets go of the file, whole or not; a second call does nothing. */
  @Override
  void close() throws IOException;

  /** Begins a file, which must not exist. */
  static RowWriter open(FileFormat format, Path file, List<ResultColumn> columns)
      throws IOException {
    return switch (format) {
      case CSV -> new CsvRows(file, columns);
      case XLSX -> new XlsxRows(file, columns);
      case JSON_LINES -> new JsonRows(file, columns);
      case PARQUET -> ParquetRows.open(file, columns);
    };
  }
}
