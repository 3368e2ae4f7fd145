package dev.gatehouse.app.export;

import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON lines: numbers keep every digit, JSON values are nested, NaN and the infinities are texts,
 * bytes are {@code \x} and hexadecimal digits.
 */
final class JsonRows implements RowWriter {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private final JsonGenerator out;
  private final List<ResultColumn> columns;
  private final List<String> names;
  private boolean begun;

  JsonRows(Path file, List<ResultColumn> columns) throws IOException {
    this.columns = columns;
    this.names = ColumnNames.unique(columns);
    this.out =
        JSON.writer()
            .withRootValueSeparator("\n")
            .createGenerator(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
  }

  @Override
  public void write(RowBatch rows) throws IOException {
    try {
      for (int row = 0; row < rows.size(); row++) {
        out.writeStartObject();
        for (int column = 0; column < names.size(); column++) {
          out.writeName(names.get(column));
          write(columns.get(column).type(), rows.columns().get(column), row);
        }
        out.writeEndObject();
        begun = true;
      }
    } catch (JacksonException e) {
      throw new IOException(e);
    }
  }

  private void write(CellType type, ColumnVector column, int row) {
    String text = column.text(row);
    if (text == null) {
      out.writeNull();
      return;
    }
    switch (column) {
      case ColumnVector.Longs longs -> out.writeNumber(longs.values()[row]);
      case ColumnVector.Decimals _ -> out.writeNumber(new BigDecimal(text));
      case ColumnVector.Booleans booleans -> out.writeBoolean(booleans.values()[row]);
      case ColumnVector.Doubles doubles -> {
        double value = doubles.values()[row];
        if (Double.isFinite(value)) {
          out.writeNumber(value);
        } else {
          out.writeString(text);
        }
      }
      case ColumnVector.Binaries _ -> out.writeString(text);
      case ColumnVector.Texts _ -> writeText(type, text);
    }
  }

  private void writeText(CellType type, String text) {
    Optional<JsonNode> nested = type == CellType.JSON ? parsed(text) : Optional.empty();
    if (nested.isPresent()) {
      JSON.writeTree(out, nested.get());
    } else {
      out.writeString(text);
    }
  }

  /** Empty where it is none, as a masked value is. */
  private static Optional<JsonNode> parsed(String text) {
    try {
      @Nullable JsonNode tree = JSON.readTree(text);
      return Optional.ofNullable(tree);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  @Override
  public void finish() throws IOException {
    try {
      if (begun) {
        out.writeRaw('\n');
      }
    } catch (JacksonException e) {
      throw new IOException(e);
    }
    close();
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (JacksonException e) {
      throw new IOException(e);
    }
  }
}
