package dev.gatehouse.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.core.policy.ExportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportTest {
  @TempDir Path folder;

  @Test
  void rows_stream_to_the_file_and_their_leaving_is_recorded_before_it_appears() throws Exception {
    Path file = folder.resolve("orders.csv");
    AtomicLong last = new AtomicLong();
    MadeSession session = new MadeSession(() -> assertThat(file).doesNotExist());
    MadeResult result = new MadeResult(10_000);

    Export.Ended ended =
        new Export(session, result.rows(ExportFormat.ANY), file, FileFormat.CSV, last::set).run();

    assertThat(ended).isEqualTo(new Export.Ended(10_000, false, false));
    assertThat(last).hasValue(10_000);
    assertThat(file).content().hasLineCount(10_001).contains("\n9999\n");
    assertThat(session.left()).containsExactly("7 export csv 10000");
    assertThat(result.closed()).isTrue();
    assertThat(names()).containsExactly("orders.csv");
  }

  @Test
  void a_cancelled_export_leaves_no_file_and_the_old_one_as_it_was() throws Exception {
    Path file = Files.writeString(folder.resolve("orders.csv"), "old");
    MadeSession session = new MadeSession(() -> {});
    AtomicReference<Export> running = new AtomicReference<>();
    Export export =
        new Export(
            session,
            new MadeResult(1_000_000).rows(ExportFormat.ANY),
            file,
            FileFormat.CSV,
            rows -> running.get().cancel());
    running.set(export);

    Export.Ended ended = export.run();

    assertThat(ended.cancelled()).isTrue();
    assertThat(ended.rows()).isLessThan(1_000_000);
    assertThat(session.cancels()).isPositive();
    assertThat(session.left()).isEmpty();
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("orders.csv");
  }

  @Test
  void a_server_that_fails_half_way_leaves_no_file() throws Exception {
    for (FileFormat format : FileFormat.values()) {
      Path file = folder.resolve("orders." + format.extension());
      MadeResult result = new MadeResult(9_000).failingAt(4_000);
      Export export =
          new Export(
              new MadeSession(() -> {}), result.rows(ExportFormat.ANY), file, format, rows -> {});

      assertThatThrownBy(export::run)
          .isInstanceOf(GatehouseException.class)
          .hasMessage("The connection to the database was lost.");
      assertThat(names()).as(format.name()).isEmpty();
    }
  }

  @Test
  void the_policy_decides_what_may_leave() {
    assertRefused(ExportFormat.NONE, FileFormat.CSV);
    assertRefused(ExportFormat.CSV, FileFormat.XLSX);
    assertRefused(ExportFormat.CSV, FileFormat.PARQUET);
    assertRefused(ExportFormat.CSV, FileFormat.JSON_LINES);
  }

  @Test
  void a_record_that_cannot_be_written_means_no_file() throws Exception {
    MadeSession session = new MadeSession(() -> {}).endingOnRecord();
    Export export =
        new Export(
            session,
            new MadeResult(10).rows(ExportFormat.ANY),
            folder.resolve("a.csv"),
            FileFormat.CSV,
            rows -> {});

    assertThatThrownBy(export::run).hasMessageContaining("there is no file");
    assertThat(names()).isEmpty();
  }

  @Test
  void a_row_limit_is_told() throws Exception {
    MadeResult result = new MadeResult(50).limitedByPolicy();
    Export.Ended ended =
        new Export(
                new MadeSession(() -> {}),
                result.rows(ExportFormat.ANY),
                folder.resolve("a.jsonl"),
                FileFormat.JSON_LINES,
                rows -> {})
            .run();

    assertThat(ended).isEqualTo(new Export.Ended(50, true, false));
  }

  @Test
  void a_place_without_a_folder_is_told_in_one_sentence() {
    Export export =
        new Export(
            new MadeSession(() -> {}),
            new MadeResult(1).rows(ExportFormat.ANY),
            folder.resolve("missing").resolve("a.csv"),
            FileFormat.CSV,
            rows -> {});

    assertThatThrownBy(export::run)
        .hasMessage("There is no folder for that file; choose another place.");
  }

  @Test
  void a_format_is_known_by_the_files_ending() {
    assertThat(FileFormat.of(Path.of("A.CSV"))).contains(FileFormat.CSV);
    assertThat(FileFormat.of(Path.of("a.b.parquet"))).contains(FileFormat.PARQUET);
    assertThat(FileFormat.of(Path.of("csv"))).isEmpty();
  }

  private void assertRefused(ExportFormat allowed, FileFormat format) {
    MadeSession session = new MadeSession(() -> {});
    MadeResult result = new MadeResult(5);
    Export export =
        new Export(
            session,
            result.rows(allowed),
            folder.resolve("a." + format.extension()),
            format,
            rows -> {});

    assertThatThrownBy(export::run)
        .isInstanceOf(GatehouseException.class)
        .hasMessageContaining("does not let this result leave as " + format.extension());
    assertThat(result.closed()).isTrue();
    assertThat(session.left()).isEmpty();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
