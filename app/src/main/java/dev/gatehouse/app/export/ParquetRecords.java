package dev.gatehouse.app.export;

import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Parquet records, every column optional. Dates and timestamps (microseconds, with zone as
 * UTC) are typed; decimals are texts, since a result does not bound their digits and Parquet wants
 * them bounded; times of day and all others are texts.
 */
final class ParquetRecords extends WriteSupport<ParquetRecords.Row> {
  /** One row of a batch. */
  record Row(RowBatch batch, int row) {}

  /** A value that the column's type cannot hold. */
  static final class NoFormException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int column;

    NoFormException(int column) {
      super("column " + column);
      this.column = column;
    }

    /** From 1. */
    int column() {
      return column;
    }
  }

  private final List<ResultColumn> columns;
  private final List<String> names;
  private @Nullable RecordConsumer out;

  ParquetRecords(List<ResultColumn> columns) {
    this.columns = columns;
    this.names = ColumnNames.unique(columns);
  }

  @Override
  public WriteContext init(ParquetConfiguration ignored) {
    return context();
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in the library still
  public WriteContext init(Configuration ignored) {
    return context();
  }

  private WriteContext context() {
    Type[] types = new Type[columns.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = type(columns.get(i).type(), names.get(i));
    }
    return new WriteContext(new MessageType("result", types), Map.of());
  }

  private static PrimitiveType type(CellType type, String name) {
    return switch (type) {
      case LONG -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      case BINARY -> Types.optional(PrimitiveTypeName.BINARY).named(name);
      case DATE ->
          Types.optional(PrimitiveTypeName.INT32).as(LogicalTypeAnnotation.dateType()).named(name);
      case TIMESTAMP -> timestamp(false, name);
      case TIMESTAMP_TZ -> timestamp(true, name);
      case JSON ->
          Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.jsonType()).named(name);
      case TEXT, TIME, DECIMAL, OTHER ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
    };
  }

  private static PrimitiveType timestamp(boolean utc, String name) {
    return Types.optional(PrimitiveTypeName.INT64)
        .as(LogicalTypeAnnotation.timestampType(utc, TimeUnit.MICROS))
        .named(name);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(Row row) {
    RecordConsumer consumer = out;
    if (consumer == null) {
      throw new IllegalStateException("The file was not begun.");
    }
    consumer.startMessage();
    for (int column = 0; column < names.size(); column++) {
      ColumnVector values = row.batch().columns().get(column);
      String text = values.text(row.row());
      if (text != null) {
        consumer.startField(names.get(column), column);
        value(consumer, column, values, row.row(), text);
        consumer.endField(names.get(column), column);
      }
    }
    consumer.endMessage();
  }

  private void value(
      RecordConsumer consumer, int column, ColumnVector values, int row, String text) {
    switch (values) {
      case ColumnVector.Longs longs -> consumer.addLong(longs.values()[row]);
      case ColumnVector.Doubles doubles -> consumer.addDouble(doubles.values()[row]);
      case ColumnVector.Booleans booleans -> consumer.addBoolean(booleans.values()[row]);
      case ColumnVector.Binaries binaries ->
          consumer.addBinary(Binary.fromConstantByteArray(bytes(binaries, row)));
      case ColumnVector.Decimals _ -> consumer.addBinary(Binary.fromString(text));
      case ColumnVector.Texts _ -> text(consumer, column, text);
    }
  }

  private static byte[] bytes(ColumnVector.Binaries binaries, int row) {
    byte[] value = binaries.values()[row];
    return value == null ? new byte[0] : value;
  }

  private void text(RecordConsumer consumer, int column, String text) {
    switch (columns.get(column).type()) {
      case DATE ->
          consumer.addInteger(
              (int) formed(ServerTimes.date(text).map(LocalDate::toEpochDay), column));
      case TIMESTAMP ->
          consumer.addLong(
              formed(
                  ServerTimes.timestamp(text)
                      .map((LocalDateTime time) -> micros(time.toInstant(ZoneOffset.UTC))),
                  column));
      case TIMESTAMP_TZ ->
          consumer.addLong(
              formed(
                  ServerTimes.timestampWithZone(text).map(time -> micros(time.toInstant())),
                  column));
      case TEXT, LONG, DOUBLE, DECIMAL, BOOLEAN, TIME, JSON, BINARY, OTHER ->
          consumer.addBinary(Binary.fromString(text));
    }
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static long formed(Optional<Long> value, int column) {
    return value.orElseThrow(() -> new NoFormException(column + 1));
  }
}
