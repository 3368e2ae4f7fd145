package dev.gatehouse.app.workbench.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridSelectionTest {
  private final GridSelection selection = new GridSelection();

  @Test
  void extendingKeepsTheAnchorWhicheverWayItGoes() {
    selection.select(5, 3);
    selection.extendTo(2, 6);
    assertThat(selection.contains(2, 3)).isTrue();
    assertThat(selection.contains(5, 6)).isTrue();
    assertThat(selection.contains(6, 4)).isFalse();
    assertThat(selection.rowCount()).isEqualTo(4);
    selection.extendTo(7, 1);
    assertThat(selection.firstRow()).isEqualTo(5);
    assertThat(selection.lastRow()).isEqualTo(7);
    assertThat(selection.firstColumn()).isEqualTo(1);
  }

  @Test
  void aMillionRowsAreSelectedAsTwoCorners() {
    selection.set(0, 0, 999_999, 19);
    assertThat(selection.rowCount()).isEqualTo(1_000_000);
    assertThat(selection.contains(654_321, 7)).isTrue();
  }

  @Test
  void aCellWithTabsOrLinesIsQuotedAndNullIsEmpty() {
    GridRows rows = new ListRows(List.of(Arrays.asList("a\tb", null, "say \"x\"\n", "plain")));
    selection.set(0, 0, 0, 3);
    assertThat(TabSeparated.of(rows, selection))
        .isEqualTo("\"a\tb\"\t\t\"say \"\"x\"\"\n\"\tplain");
  }
}
