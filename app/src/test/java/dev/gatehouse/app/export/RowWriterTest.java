package dev.gatehouse.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowWriterTest {
  @TempDir Path folder;

  @Test
  void csv_keeps_every_digit_and_tells_null_from_an_empty_text() throws IOException {
    String csv = Files.readString(written(FileFormat.CSV));

    assertThat(csv)
        .startsWith("id,text,text,\"\",ratio,yes,day,at,atz,doc,raw,span\n")
        .contains("1,\"a,\"\"b\"\"\nc\",=1+1,1.50,0.1,true,2024-02-29,")
        .contains("9223372036854775807,\"\"," + Odd.ARABIC + " 🐘," + Odd.BIG + ",NaN,false,")
        .contains("\\x0001ff")
        .endsWith("\n,,,,,,,,,,,\n");
  }

  @Test
  void json_lines_are_objects_with_unique_names_and_exact_numbers() throws IOException {
    List<String> lines = Files.readAllLines(written(FileFormat.JSON_LINES));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .contains(
            "\"text\":\"a,\\\"b\\\"\\nc\",\"text_2\":\"=1+1\",\"column_4\":1.50,\"ratio\":0.1")
        .contains("\"doc\":{\"a\":[1,2.50,null],\"big\":12345678901234567890}")
        .contains("\"raw\":\"\\\\x0001ff\",\"span\":\"[1,4)\"");
    assertThat(lines.get(1))
        .contains("\"id\":9223372036854775807,\"text\":\"\"")
        .contains("\"column_4\":" + Odd.BIG + ",\"ratio\":\"NaN\"")
        .contains("\"doc\":\"***\"");
    assertThat(lines.get(2)).startsWith("{\"id\":null,\"text\":null").endsWith("\"span\":null}");
  }

  @Test
  void a_workbook_holds_numbers_as_numbers_only_where_it_is_exact() throws IOException {
    String sheet = entry(written(FileFormat.XLSX), "xl/worksheets/sheet1.xml");

    assertThat(sheet)
        .contains("<c r=\"A2\" t=\"n\"><v>1</v>")
        .contains("9223372036854775807</t>")
        .contains(">=1+1</t>")
        .doesNotContain("<f>")
        .contains("<c r=\"D2\" t=\"n\"><v>1.50</v>")
        .contains(Odd.BIG + "</t>")
        .contains("<v>45351.0</v>")
        .contains("&#x645;&#x631;&#x62d;&#x628;&#x627; &#x1f418;");
  }

  @Test
  void parquet_reads_back_with_its_types() throws IOException {
    ParquetText parquet = ParquetText.read(written(FileFormat.PARQUET));

    assertThat(parquet.schema())
        .contains("optional int64 id")
        .contains("optional binary text (STRING)")
        .contains("optional binary text_2 (STRING)")
        .contains("optional binary column_4 (STRING)")
        .contains("optional int32 day (DATE)")
        .contains("optional int64 atz (TIMESTAMP(MICROS,true))")
        .contains("optional binary doc (JSON)");
    assertThat(parquet.rows()).hasSize(3);
    assertThat(parquet.rows().get(0))
        .contains("id: 1\n", "day: 19782\n", "at: 1709211900250000\n", "atz: 1709208300000000\n");
    assertThat(parquet.rows().get(1))
        .contains("id: 9223372036854775807\n", "column_4: " + Odd.BIG, "at: -1\n");
    assertThat(parquet.rows().get(2)).isEmpty();
  }

  @Test
  void a_value_without_a_form_in_the_format_is_refused_by_its_column() throws IOException {
    List<ResultColumn> columns = List.of(new ResultColumn("day", "date", CellType.DATE));
    RowBatch forever = new RowBatch(1, List.of(Odd.texts("infinity")));
    try (RowWriter parquet =
        RowWriter.open(FileFormat.PARQUET, folder.resolve("a.parquet"), columns)) {
      assertThatThrownBy(() -> parquet.write(forever))
          .isInstanceOf(UnwritableValueException.class)
          .hasMessageContaining("column 1 has no form in Parquet");
    }

    RowBatch longText = new RowBatch(1, List.of(Odd.texts("x".repeat(32_768))));
    try (RowWriter book = RowWriter.open(FileFormat.XLSX, folder.resolve("a.xlsx"), columns)) {
      assertThatThrownBy(() -> book.write(longText))
          .isInstanceOf(UnwritableValueException.class)
          .hasMessageContaining("32,767");
    }
  }

  @Test
  void a_result_without_rows_is_a_file_with_a_header() throws IOException {
    for (FileFormat format : FileFormat.values()) {
      Path file = folder.resolve("none." + format.extension());
      try (RowWriter writer = RowWriter.open(format, file, Odd.columns())) {
        writer.finish();
      }
      assertThat(file).as(format.name()).exists();
    }
    assertThat(folder.resolve("none.jsonl")).isEmptyFile();
    assertThat(folder.resolve("none.csv")).content().startsWith("id,text").hasLineCount(1);
    assertThat(ParquetText.read(folder.resolve("none.parquet")).rows()).isEmpty();
  }

  private Path written(FileFormat format) throws IOException {
    Path file = folder.resolve("result." + format.extension());
    try (RowWriter writer = RowWriter.open(format, file, Odd.columns())) {
      writer.write(Odd.rows());
      writer.finish();
    }
    return file;
  }

  private static String entry(Path book, String name) throws IOException {
    try (ZipFile zip = new ZipFile(book.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
