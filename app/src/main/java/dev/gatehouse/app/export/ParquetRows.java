package dev.gatehouse.app.export;

import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** An Apache Parquet file, one {@link ParquetRecords.Row} after the other. */
final class ParquetRows implements RowWriter {
  private final ParquetWriter<ParquetRecords.Row> writer;

  private ParquetRows(ParquetWriter<ParquetRecords.Row> writer) {
    this.writer = writer;
  }

  static ParquetRows open(Path file, List<ResultColumn> columns) throws IOException {
    if (columns.isEmpty()) {
      throw new UnwritableValueException(
          "A Parquet file needs at least one column; choose another format.");
    }
    return new ParquetRows(
        new Builder(new LocalOutputFile(file), columns)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new Zstandard())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build());
  }

  @Override
  public void write(RowBatch rows) throws IOException {
    try {
      for (int row = 0; row < rows.size(); row++) {
        writer.write(new ParquetRecords.Row(rows, row));
      }
    } catch (ParquetRecords.NoFormException e) {
      throw new UnwritableValueException(
          "A value of column "
              + e.column()
              + " has no form in Parquet; cast the column to text or choose another format.");
    }
  }

  @Override
  public void finish() throws IOException {
    writer.close();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<ParquetRecords.Row, Builder> {
    private final List<ResultColumn> columns;

    Builder(LocalOutputFile file, List<ResultColumn> columns) {
      super(file);
      this.columns = columns;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<ParquetRecords.Row> getWriteSupport(ParquetConfiguration ignored) {
      return new ParquetRecords(columns);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the library still
    protected WriteSupport<ParquetRecords.Row> getWriteSupport(Configuration ignored) {
      return new ParquetRecords(columns);
    }
  }
}
