package dev.gatehouse.app.workbench.grid;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The selected cells as text. NULL is an empty cell in TSV, Markdown and HTML, an empty field in
 * CSV (where an empty text is {@code ""}), {@code null} in JSON and {@code NULL} in SQL. Numbers
 * stay as the server wrote them.
 */
final class CopiedCells {
  private final GridRows rows;
  private final GridSelection selection;
  private final List<GridColumn> columns;
  private final StringBuilder out = new StringBuilder();

  private CopiedCells(GridRows rows, GridSelection selection, List<GridColumn> columns) {
    this.rows = rows;
    this.selection = selection;
    this.columns =
        columns.subList(
            selection.firstColumn(), Math.min(columns.size(), selection.lastColumn() + 1));
  }

  /** Of a selection that is not empty. */
  static String of(
      CopyFormat format, GridRows rows, GridSelection selection, List<GridColumn> columns) {
    CopiedCells cells = new CopiedCells(rows, selection, columns);
    switch (format) {
      case TSV -> cells.out.append(TabSeparated.of(rows, selection));
      case CSV -> cells.csv();
      case JSON -> cells.json();
      case INSERT -> cells.insert();
      case MARKDOWN -> cells.markdown();
      case HTML -> cells.html();
    }
    return cells.out.toString();
  }

  private @Nullable String cell(int row, int column) {
    return rows.text(row, selection.firstColumn() + column);
  }

  private void eachRow(IntConsumer work) {
    for (int row = selection.firstRow(); row <= selection.lastRow(); row++) {
      work.accept(row);
    }
  }

  private void csv() {
    for (int i = 0; i < columns.size(); i++) {
      out.append(i == 0 ? "" : ",").append(field(columns.get(i).name()));
    }
    eachRow(
        row -> {
          out.append('\n');
          for (int i = 0; i < columns.size(); i++) {
            out.append(i == 0 ? "" : ",").append(field(cell(row, i)));
          }
        });
  }

  private static String field(@Nullable String value) {
    if (value == null) {
      return "";
    }
    boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> ",\"\n\r".indexOf(c) >= 0);
    return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
  }

  private void json() {
    Set<String> seen = new HashSet<>();
    String[] names = new String[columns.size()];
    for (int i = 0; i < names.length; i++) {
      String name = columns.get(i).name().isBlank() ? "column_" + (i + 1) : columns.get(i).name();
      String unique = name;
      for (int n = 2; !seen.add(unique); n++) {
        unique = name + "_" + n;
      }
      names[i] = text(unique);
    }
    out.append('[');
    eachRow(
        row -> {
          out.append(row == selection.firstRow() ? "\n  {" : ",\n  {");
          for (int i = 0; i < names.length; i++) {
            out.append(i == 0 ? "" : ", ").append(names[i]).append(": ").append(value(row, i));
          }
          out.append('}');
        });
    out.append("\n]");
  }

  private String value(int row, int column) {
    String value = cell(row, column);
    if (value == null) {
      return "null";
    }
    return columns.get(column).numeric() && isJsonNumber(value) ? value : text(value);
  }

  /** RFC 8259, section 6. */
  private static boolean isJsonNumber(String value) {
    return value.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  }

  private static String text(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (c < ' ') {
                    quoted.append("\\u%04x".formatted(c));
                  } else {
                    quoted.append((char) c);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }

  private void insert() {
    StringBuilder head = new StringBuilder("INSERT INTO table_name (");
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      head.append(i == 0 ? "" : ", ").append('"').append(name.replace("\"", "\"\"")).append('"');
    }
    head.append(") VALUES (");
    eachRow(
        row -> {
          out.append(row == selection.firstRow() ? "" : "\n").append(head);
          for (int i = 0; i < columns.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(literal(row, i));
          }
          out.append(");");
        });
  }

  private String literal(int row, int column) {
    String value = cell(row, column);
    if (value == null) {
      return "NULL";
    }
    return columns.get(column).numeric() && isJsonNumber(value)
        ? value
        : "'" + value.replace("'", "''") + "'";
  }

  private void markdown() {
    out.append('|');
    columns.forEach(column -> out.append(' ').append(markdown(column.name())).append(" |"));
    out.append("\n|");
    columns.forEach(column -> out.append(column.numeric() ? " ---: |" : " --- |"));
    eachRow(
        row -> {
          out.append("\n|");
          for (int i = 0; i < columns.size(); i++) {
            out.append(' ').append(markdown(cell(row, i))).append(" |");
          }
        });
  }

  private static String markdown(@Nullable String value) {
    return value == null
        ? ""
        : value
            .replace("\\", "\\\\")
            .replace("|", "\\|")
            .replace("\r\n", "<br>")
            .replace("\n", "<br>");
  }

  private void html() {
    out.append("<table>\n<tr>");
    columns.forEach(column -> out.append("<th>").append(escaped(column.name())).append("</th>"));
    out.append("</tr>");
    eachRow(
        row -> {
          out.append("\n<tr>");
          for (int i = 0; i < columns.size(); i++) {
            out.append("<td>").append(escaped(cell(row, i))).append("</td>");
          }
          out.append("</tr>");
        });
    out.append("\n</table>");
  }

  private static String escaped(@Nullable String value) {
    return value == null
        ? ""
        : value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
  }
}
