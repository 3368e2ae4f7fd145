package dev.gatehouse.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportJourneyTest extends JourneyTest {
  @TempDir Path folder;

  @Test
  void aResultIsWrittenMaskedAsShownAndRecorded() {
    FakeSession session = run("SELECT id, name, email FROM customers");

    window.key(KeyCode.S, "CS");
    window.untilShown("export-dialog");
    assertThat(window.disabled("export-xlsx")).isTrue();
    window.write("export-file", folder.resolve("people.csv").toString());
    window.press("export-start");

    window.untilText("export-text", "1,730 rows written to");
    assertThat(folder.resolve("people.csv"))
        .content()
        .startsWith("id,name,email\n")
        .contains("A•••@•••.org")
        .hasLineCount(1_731);
    assertThat(session.left()).containsExactly("2 export csv 1730");
    window.press("export-close");
    window.until("the strip is away", () -> !window.isShown("export-strip"));
  }

  @Test
  void aFileThatExistsIsReplacedOnlyWhenAskedTwice() throws IOException {
    Path file = Files.writeString(folder.resolve("orders.csv"), "old");
    run("SELECT id FROM orders");

    window.press("export-button");
    window.write("export-file", file.toString());
    window.press("export-start");
    window.untilText("export-problem", "exists");
    assertThat(file).hasContent("old");
    window.press("export-start");
    window.untilText("export-text", "rows written to");
    assertThat(file).content().startsWith("id\n");
  }

  @Test
  void aPlaceThatWillNotDoIsToldInTheForm() {
    run("SELECT id FROM orders");

    window.press("export-button");
    window.write("export-file", "orders.csv");
    window.press("export-start");
    window.untilText("export-problem", "whole path");
    window.write("export-file", folder.resolve("none").resolve("orders.csv").toString());
    window.press("export-start");
    window.untilText("export-problem", "folder does not exist");
  }

  @Test
  void anExportCancelledHalfWayLeavesNoFile() throws IOException {
    run("SELECT id, name FROM customers slow");

    window.press("export-button");
    window.write("export-file", folder.resolve("people.csv").toString());
    window.press("export-start");
    window.untilText("export-text", "rows to people.csv");
    window.press("export-stop");
    window.untilText("export-text", "cancelled; no file");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.toList()).isEqualTo(List.of());
    }
  }

  @Test
  void aConnectionThatDiesInMidExportLeavesNoFileAndSaysWhy() throws IOException {
    run("SELECT id, name FROM customers dies");

    window.press("export-button");
    window.write("export-file", folder.resolve("people.csv").toString());
    window.press("export-start");
    window.untilText("export-text", "connection");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.toList()).isEqualTo(List.of());
    }
  }

  private FakeSession run(String sql) {
    FakeSession session = connect();
    window.write("sql-editor", sql);
    window.key(KeyCode.ENTER, "C");
    window.untilText("result-status", "500 of");
    return session;
  }
}
