package dev.gatehouse.app.workbench.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopiedCellsTest {
  private static final List<GridColumn> COLUMNS =
      List.of(
          new GridColumn("id", "bigint", true, "", ""),
          new GridColumn("a \"name\"", "text", false, "", ""),
          new GridColumn("", "numeric", true, "", ""));
  private static final GridRows ROWS =
      new ListRows(
          List.of(
              Arrays.asList("9223372036854775807", "O'Hara, \"Kit\" | <b>", "1.50"),
              Arrays.asList("2", "", "NaN"),
              Arrays.asList("3", "two\nlines", null)));

  @Test
  void csvTellsNullFromAnEmptyText() {
    assertThat(all(CopyFormat.CSV))
        .isEqualTo(
            """
            id,"a ""name""\",""
            9223372036854775807,"O'Hara, ""Kit"" | <b>",1.50
            2,"",NaN
            3,"two
            lines",\
            """);
  }

  @Test
  void jsonKeepsEveryDigitAndNamesWhatHasNoName() {
    assertThat(all(CopyFormat.JSON))
        .isEqualTo(
            """
            [
              {"id": 9223372036854775807, "a \\"name\\"": "O'Hara, \\"Kit\\" | <b>", "column_3": 1.50},
              {"id": 2, "a \\"name\\"": "", "column_3": "NaN"},
              {"id": 3, "a \\"name\\"": "two\\nlines", "column_3": null}
            ]\
            """);
  }

  @Test
  void insertStatementsQuoteWhatIsText() {
    assertThat(all(CopyFormat.INSERT))
        .startsWith("INSERT INTO table_name (\"id\", \"a \"\"name\"\"\", \"\") VALUES (")
        .contains("(9223372036854775807, 'O''Hara, \"Kit\" | <b>', 1.50);\n")
        .contains("(2, '', 'NaN');\n")
        .endsWith("(3, 'two\nlines', NULL);");
  }

  @Test
  void markdownStaysOneTable() {
    assertThat(all(CopyFormat.MARKDOWN))
        .isEqualTo(
            """
            | id | a "name" |  |
            | ---: | --- | ---: |
            | 9223372036854775807 | O'Hara, "Kit" \\| <b> | 1.50 |
            | 2 |  | NaN |
            | 3 | two<br>lines |  |\
            """);
  }

  @Test
  void htmlHoldsNoTagOfAValue() {
    assertThat(all(CopyFormat.HTML))
        .startsWith("<table>\n<tr><th>id</th><th>a &quot;name&quot;</th><th></th></tr>")
        .contains("<td>O'Hara, &quot;Kit&quot; | &lt;b&gt;</td>")
        .endsWith("</table>");
  }

  @Test
  void onlyTheSelectedCellsAreCopied() {
    GridSelection selection = new GridSelection();
    selection.set(1, 1, 0, 0);

    assertThat(CopiedCells.of(CopyFormat.CSV, ROWS, selection, COLUMNS))
        .startsWith("id,")
        .endsWith("\n2,\"\"");
  }

  private static String all(CopyFormat format) {
    GridSelection selection = new GridSelection();
    selection.set(0, 0, 2, 2);
    return CopiedCells.of(format, ROWS, selection, COLUMNS);
  }
}
