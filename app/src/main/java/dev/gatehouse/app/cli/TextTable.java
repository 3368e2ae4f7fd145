package dev.gatehouse.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints rows as a table while they arrive: the first rows decide how wide the columns are. Cells
 * are already printable (see {@link TextWidth#printable}).
 */
final class TextTable {
  /** Rows that are looked at before the first is printed. */
  private static final int SAMPLE = 200;

  /** Columns of the terminal that one cell may take. */
  private static final int WIDEST = 60;

  private final PrintWriter out;
  private final List<String> headers;
  private final List<Boolean> rightAligned;
  private final List<List<String>> waiting = new ArrayList<>();
  private int[] widths = new int[0];
  private long shortened;

  TextTable(PrintWriter out, List<String> headers, List<Boolean> rightAligned) {
    this.out = out;
    this.headers = List.copyOf(headers);
    this.rightAligned = List.copyOf(rightAligned);
  }

  /** A row of texts that are made printable first. */
  static List<String> cells(String... texts) {
    return Arrays.stream(texts).map(TextWidth::printable).toList();
  }

  /** Adds a row; it may be printed later. */
  void add(List<String> cells) {
    if (widths.length > 0) {
      print(cells);
      return;
    }
    waiting.add(cells);
    if (waiting.size() == SAMPLE) {
      begin();
    }
  }

  /** Prints what still waits. */
  void end() {
    if (widths.length == 0) {
      begin();
    }
  }

  /** How many cells were too wide and end in an ellipsis. */
  long shortened() {
    return shortened;
  }

  private void begin() {
    int[] measured = new int[headers.size()];
    for (int i = 0; i < measured.length; i++) {
      int column = i;
      int widest = waiting.stream().mapToInt(row -> TextWidth.of(row.get(column))).max().orElse(0);
      // A header is never shortened: it is how a reader finds the column.
      measured[i] = Math.max(TextWidth.of(headers.get(i)), Math.min(widest, WIDEST));
    }
    widths = measured;
    print(headers);
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("─".repeat(width));
    }
    out.println(String.join("  ", rules));
    waiting.forEach(this::print);
    waiting.clear();
  }

  private void print(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String shown = TextWidth.cut(cell, Math.max(widths[i], 1));
      if (!shown.equals(cell)) {
        shortened++;
      }
      String space = " ".repeat(Math.max(0, widths[i] - TextWidth.of(shown)));
      line.append(rightAligned.get(i) ? space + shown : shown + space).append("  ");
    }
    out.println(line.toString().stripTrailing());
  }
}
