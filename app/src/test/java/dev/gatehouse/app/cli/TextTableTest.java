package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private final StringWriter printed = new StringWriter();

  @Test
  void columnsLineUp() {
    TextTable table = table(List.of("id", "name"), List.of(true, false));
    table.add(List.of("1", "Ada"));
    table.add(List.of("1000", "Grace Hopper"));
    table.end();
    assertThat(lines())
        .containsExactly("  id  name", "────  ────────────", "   1  Ada", "1000  Grace Hopper");
  }

  @Test
  void wideCharactersAndEmojiTakeTwoColumns() {
    TextTable table = table(List.of("name", "n"), List.of(false, true));
    table.add(List.of("東京", "1"));
    table.add(List.of("👩‍💻 dev", "2"));
    table.add(List.of("e\u0301te\u0301", "3"));
    table.add(List.of("🇩🇪", "4"));
    table.end();
    assertThat(lines())
        .containsExactly(
            "name    n",
            "──────  ─",
            "東京    1",
            "👩‍💻 dev  2",
            "e\u0301te\u0301     3",
            "🇩🇪      4");
  }

  @Test
  void aLongValueIsShortenedAndCounted() {
    TextTable table = table(List.of("text"), List.of(false));
    table.add(List.of("x".repeat(300)));
    table.add(List.of("東".repeat(200)));
    table.end();
    assertThat(lines().get(2)).hasSize(60).endsWith("x…");
    assertThat(TextWidth.of(lines().get(3))).isLessThanOrEqualTo(60);
    assertThat(table.shortened()).isEqualTo(2);
  }

  @Test
  void aLongHeaderIsNeverShortened() {
    TextTable table = table(List.of("h".repeat(80)), List.of(false));
    table.add(List.of("1"));
    table.end();
    assertThat(lines().getFirst()).isEqualTo("h".repeat(80));
  }

  @Test
  void rowsArePrintedWhileTheyArrive() {
    TextTable table = table(List.of("n"), List.of(true));
    IntStream.range(0, 200).forEach(i -> table.add(List.of(Integer.toString(i))));
    assertThat(lines()).hasSize(202);
    table.add(List.of("200"));
    assertThat(lines()).hasSize(203);
    table.end();
    assertThat(lines()).hasSize(203);
  }

  @Test
  void aResultWithoutRowsStillShowsItsColumns() {
    table(List.of("id"), List.of(true)).end();
    assertThat(lines()).containsExactly("id", "──");
  }

  @Test
  void noValueSteersTheTerminal() {
    assertThat(TextWidth.printable("a\u001b[2J\u0007b\tc\nd\u202ee\u2028f\u009bg"))
        .isEqualTo("a\\u001b[2J\\u0007b\\tc\\nd\\u202ee\\u2028f\\u009bg");
    assertThat(TextWidth.printable("lone \ud800")).isEqualTo("lone \\ud800");
    assertThat(TextWidth.printable("👩‍💻 ok")).isEqualTo("👩‍💻 ok");
  }

  @Test
  void cuttingKeepsWholeCharacters() {
    assertThat(TextWidth.cut("👩‍💻👩‍💻👩‍💻", 5)).isEqualTo("👩‍💻👩‍💻…");
    assertThat(TextWidth.cut("東京都", 4)).isEqualTo("東…");
    assertThat(TextWidth.cut("abc", 3)).isEqualTo("abc");
  }

  private TextTable table(List<String> headers, List<Boolean> right) {
    return new TextTable(new PrintWriter(printed, true), headers, right);
  }

  private List<String> lines() {
    return printed.toString().lines().toList();
  }
}
