package dev.gatehouse.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.workbench.grid.ResultGrid;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;

class QueryJourneyTest extends JourneyTest {
  private static final String MASKED = "SELECT id, name, email FROM customers;\n";

  @Test
  void askingForAccessIsApprovedByARuleAndConnects() {
    signIn();
    window.press("ask-shop-prod");
    window.untilShown("ask-dialog");
    window.press("ask-send");
    window.untilText("ask-error", "Write what it is for");
    window.write("ask-purpose", "Why refunds rose in October");
    window.write("ask-relations", "sales.*");
    window.press("ask-send");
    window.press("connect-shop-prod");
    window.untilShown("sql-editor");
    assertThat(service.calls()).contains("request shop-prod 60");
    assertThat(window.text("editor-target")).isEqualTo("Shop");
  }

  @Test
  void theFormAsksForAllTablesAtFirstAndKeepsWhatWasTyped() {
    signIn();
    window.press("ask-shop-prod");
    window.untilShown("ask-dialog");
    assertThat(window.text("ask-relations")).isEqualTo("*.*");
    window.write("ask-relations", "sales.orders");
    window.press("ask-cancel");
    window.until("the form is gone", () -> !window.isShown("ask-dialog"));
    window.press("ask-shop-prod");
    window.untilText("ask-relations", "sales.orders");
  }

  @Test
  void anApprovalNamesItsRuleOnceAndLeavesTheResultsFree() {
    signIn();
    window.press("ask-shop-prod");
    window.write("ask-purpose", "Why refunds rose in October");
    window.press("ask-send");
    window.untilShown("notification-text");
    assertThat(window.text("notification-text").split("prod-read-short", -1)).hasSize(2);
    window.press("connect-shop-prod");
    window.write("sql-editor", MASKED);
    window.key(KeyCode.ENTER, "C");
    window.untilText("result-status", "masked");
    window.settle(2);
    assertThat(window.isShown("notification-text")).isTrue();
    var toast = window.bounds("notification-text");
    assertThat(toast.intersects(window.bounds("result-grid"))).isFalse();
  }

  @Test
  void theTreeNeverScrollsSideways() {
    connect();
    window.until("the schemas", () -> window.isShown("connections-tree"));
    window.settle(5);
    assertThat(
            window.node("connections-tree").lookupAll(".scroll-bar").stream()
                .filter(bar -> bar.isVisible())
                .filter(
                    bar ->
                        ((javafx.scene.control.ScrollBar) bar).getOrientation()
                            == javafx.geometry.Orientation.HORIZONTAL))
        .isEmpty();
  }

  @Test
  void longerAccessWaitsForAReviewer() {
    signIn();
    window.press("ask-shop-prod");
    window.write("ask-purpose", "Quarter closing");
    window.write("ask-relations", "sales.*");
    window.press("ask-duration-240");
    window.press("ask-send");
    window.until("the request waits", () -> !window.isShown("ask-shop-prod"));
    assertThat(window.isShown("connect-shop-prod")).isFalse();
    assertThat(service.calls()).contains("request shop-prod 240");
  }

  @Test
  void theStripSaysWhatAStatementWillDoBeforeItRuns() {
    FakeSession session = connect();
    window.write("sql-editor", MASKED);
    window.untilText("verdict-title", "1 column masked");
    assertThat(window.text("verdict-rule")).isEqualTo("analysts-read-sales");
    window.write("sql-editor", "SELECT salary FROM hr.employees");
    window.untilText("verdict-title", "Denied");
    window.write("sql-editor", "DELETE FROM order_lines");
    window.untilText("verdict-title", "Asks before it runs");
    window.write("sql-editor", "MERGE INTO orders USING x ON true");
    window.untilText("verdict-title", "Not understood");
    window.write("sql-editor", "SELECT id FROM orders");
    window.untilText("verdict-title", "Allowed");
    assertThat(session.ran()).isEmpty();
  }

  @Test
  void controlEnterRunsExactlyTheStatementUnderTheCaret() {
    FakeSession session = connect();
    window.write("sql-editor", "SELECT id FROM orders;\nSELECT city FROM customers;\n");
    window.run(() -> ((CodeArea) window.node("sql-editor")).moveTo(30));
    window.key(KeyCode.ENTER, "C");
    window.untilText("result-status", "500 of 500+ rows");
    assertThat(session.ran()).containsExactly("SELECT city FROM customers");
  }

  @Test
  void aScriptRunsStatementByStatementAndEndsAtTheFirstThatDoesNot() {
    FakeSession session = connect();
    window.write(
        "sql-editor",
        "SELECT id FROM orders; SELECT city FROM customers;\n"
            + "SELECT salary FROM hr.employees; SELECT status FROM orders;\n");
    window.key(KeyCode.F5);
    window.untilText("outcome-title", "Denied");
    assertThat(session.ran())
        .containsExactly(
            "SELECT id FROM orders",
            "SELECT city FROM customers",
            "SELECT salary FROM hr.employees");
    window.write("sql-editor", "SELECT id FROM orders; SELECT status FROM orders;");
    window.key(KeyCode.X, "A");
    window.until("both have run", () -> session.ran().size() == 5);
    window.untilText("result-status", "rows");
  }

  @Test
  void aMaskedResultNamesItsRuleAndIsReadOnInPages() {
    connect();
    window.write("sql-editor", MASKED);
    window.key(KeyCode.ENTER, "C");
    window.untilText("result-status", "1 column masked");
    ResultGrid grid = grid();
    assertThat(grid.columns().get(2).rule()).isEqualTo("pii.email → email");
    assertThat(Driver.<String>call(() -> grid.rows().text(0, 2))).isEqualTo("A•••@•••.org");
    window.run(() -> ((TableView<?>) window.node("result-grid")).scrollTo(480));
    window.until("the second page", () -> grid.rows().size() >= 1_000);
    window.run(() -> ((TableView<?>) window.node("result-grid")).scrollTo(990));
    window.until("the third page", () -> grid.rows().size() >= 1_500);
    window.run(() -> ((TableView<?>) window.node("result-grid")).scrollTo(1_499));
    window.untilText("result-status", "1,730 rows");
  }

  @Test
  void copyingCellsPutsTabSeparatedTextOnTheClipboardAndIsRecorded() {
    FakeSession session = connect();
    window.write("sql-editor", "SELECT id, status FROM orders;");
    window.key(KeyCode.ENTER, "C");
    window.untilText("result-status", "500 of");
    window.run(() -> grid().selection().set(0, 0, 1, 1));
    window.run(() -> grid().requestFocus());
    window.key(KeyCode.C, "C");
    assertThat(Driver.<String>call(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo("10001\tpaid\n10002\tshipped");
    window.until(
        "the copy is recorded", () -> session.left().equals(java.util.List.of("1 copy 2")));
  }

  @Test
  void aDeniedStatementSaysWhichRuleDeniesAndShowsNoGrid() {
    connect();
    window.write("sql-editor", "SELECT name, salary FROM hr.employees");
    window.key(KeyCode.ENTER, "C");
    window.untilText("outcome-title", "Denied");
    assertThat(window.text("outcome-sentence"))
        .isEqualTo("Salaries are never read through this grant.");
    assertThat(window.isShown("result-grid")).isFalse();
  }

  @Test
  void aFailingStatementIsMarkedWhereTheServerPoints() {
    connect();
    window.write("sql-editor", "SELECT id,\n  1 / 0 FROM orders");
    window.key(KeyCode.ENTER, "C");
    window.untilText("outcome-sentence", "division by zero");
    CodeArea area = (CodeArea) window.node("sql-editor");
    window.until("the caret goes there", () -> area.getCaretPosition() == 13);
    window.until("the place is underlined", () -> area.getStyleOfChar(13).contains("sql-error"));
  }

  @Test
  void aDestructiveStatementIsAbandonedByDefault() {
    FakeSession session = connect();
    window.write("sql-editor", "DELETE FROM order_lines WHERE quantity = 0");
    window.key(KeyCode.ENTER, "C");
    window.untilText("confirm-title", "1,284 rows");
    assertThat(window.text("confirm-environment")).isEqualTo("PRODUCTION");
    assertThat(window.text("confirm-rule")).isEqualTo("confirm-destructive");
    assertThat(window.disabled("confirm-run")).isTrue();
    assertThat(window.focused().getId()).isEqualTo("confirm-cancel");
    window.key(KeyCode.ENTER);
    window.untilText("outcome-title", "Not run");
    assertThat(session.ran()).hasSize(1);
  }

  @Test
  void inProductionTheTablesNameIsTypedToConfirm() {
    connect();
    window.write("sql-editor", "DELETE FROM order_lines WHERE quantity = 0");
    window.key(KeyCode.ENTER, "C");
    window.untilShown("confirm-dialog");
    window.write("confirm-typed", "order");
    assertThat(window.disabled("confirm-run")).isTrue();
    window.write("confirm-typed", "order_lines");
    window.press("confirm-run");
    window.untilText("outcome-title", "1,284 rows changed");
  }

  @Test
  void escapeAnswersAConfirmationWithNo() {
    connect();
    window.write("sql-editor", "DELETE FROM order_lines");
    window.key(KeyCode.ENTER, "C");
    window.untilShown("confirm-dialog");
    window.key(KeyCode.ESCAPE);
    window.untilText("outcome-title", "Not run");
  }

  @Test
  void aLongStatementIsCancelled() {
    connect();
    window.write("sql-editor", "SELECT pg_sleep(600) FROM orders");
    window.key(KeyCode.ENTER, "C");
    window.untilShown("cancel-button");
    window.key(KeyCode.F2, "C");
    window.untilText("outcome-title", "Cancelled");
  }

  @Test
  void aConnectionThatDiesInMidResultKeepsTheRowsThatCame() {
    connect();
    window.write("sql-editor", "SELECT id FROM orders WHERE note = 'dies'");
    window.key(KeyCode.ENTER, "C");
    window.untilText("result-status", "500 of");
    window.run(() -> ((TableView<?>) window.node("result-grid")).scrollTo(499));
    window.untilText("result-status", "The connection is gone.");
    assertThat(grid().rows().size()).isEqualTo(500);
  }

  @Test
  void whenTheGrantEndsABannerSaysSoAndTheRowsStay() {
    FakeSession session = connect();
    window.write("sql-editor", "SELECT id FROM orders");
    window.key(KeyCode.ENTER, "C");
    window.untilText("result-status", "500 of");
    session.expire();
    window.untilText("session-banner-text", "Your access ended at 10:38.");
    assertThat(window.isShown("result-grid")).isTrue();
    window.key(KeyCode.ENTER, "C");
    window.untilShown("outcome-card");
    assertThat(session.ran()).hasSize(1);
  }

  @Test
  void editorsReturnAfterARestartAndNothingIsRun() {
    connect();
    window.write("sql-editor", "DELETE FROM order_lines -- unfinished");
    window.until(
        "the editor is kept",
        () -> java.nio.file.Files.exists(preferences.resolve("editors.json")));
    window.untilText("verdict-title", "Asks");
    window.close();
    window = open();
    signIn();
    window.untilShown("sql-editor");
    assertThat(window.text("sql-editor")).isEqualTo("DELETE FROM order_lines -- unfinished");
    assertThat(window.isShown("session-banner")).isTrue();
    assertThat(service.calls().stream().filter(call -> call.startsWith("connect"))).hasSize(1);
  }

  @Test
  void theHistoryBringsAStatementBackIntoAnEditor() {
    FakeSession session = connect();
    window.write("sql-editor", "SELECT id FROM orders");
    window.key(KeyCode.ENTER, "C");
    window.untilText("result-status", "500 of");
    window.key(KeyCode.E, "CA");
    window.untilShown("history-list");
    window.run(
        () -> {
          var list = (javafx.scene.control.ListView<?>) window.node("history-list");
          list.getSelectionModel().select(0);
          list.requestFocus();
        });
    window.key(KeyCode.ENTER);
    window.untilText("sql-editor", "SELECT id FROM orders");
    assertThat(session.ran()).hasSize(1);
  }

  private ResultGrid grid() {
    return (ResultGrid) window.node("result-grid").getParent();
  }
}
