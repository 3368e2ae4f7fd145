package dev.gatehouse.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of every view in both themes, for people to look at. */
@Tag("screenshots")
class ScreenshotsTest {
  private static final String SCRIPT =
      """
      -- refunds by city, October
      SELECT id, name, email, phone, city, credit_limit, created_at
      FROM sales.customers
      WHERE city = 'Berlin' AND credit_limit > 1000
      ORDER BY created_at DESC;

      SELECT status, count(*) FROM orders GROUP BY status;
      """;
  @TempDir Path preferences;

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyViewHasItsPicture(String theme) {
    FakeSignIn service = new FakeSignIn();
    service.role("analyst", "reviewer");
    service.add(FakeShop.grant("g-0", FakeShop.STAGING, "denied", "Noor Haddad"));
    service.addPending(FakeShop.extension("p-1", "g-7", "Mira Kovač"));
    service.addSimilar(FakeShop.grant("o-1", FakeShop.PRODUCTION, "ended", "Mira Kovač"));
    service.addSimilar(FakeShop.grant("o-2", FakeShop.PRODUCTION, "denied", "Ana Ruiz"));
    service.addEmergency(FakeShop.emergency("e-1", "Ana Ruiz"));
    service.addSession(FakeRecording.session("s-1", "complete", "verified"));
    service.addSession(FakeRecording.session("s-2", "open", "open"));
    service.addSession(FakeRecording.session("s-3", "incomplete", "Segment 3 of 5 is missing."));
    WorkbenchConfig config =
        new WorkbenchConfig(
            service, address -> true, preferences, Clock.fixed(FakeShop.NOW, ZoneOffset.UTC));
    try (Driver driver = Driver.open(config, 1440, 900)) {
      if (theme.equals("dark")) {
        driver.run(driver.workbench()::toggleTheme);
      }
      shootAll(driver, service, theme);
      assertThat(service.calls()).contains("connect g-" + grantNumber(service));
    }
  }

  private static String grantNumber(FakeSignIn service) {
    return service.calls().stream()
        .filter(call -> call.startsWith("connect g-"))
        .findFirst()
        .map(call -> call.substring("connect g-".length()))
        .orElse("none");
  }

  private static void shootAll(Driver driver, FakeSignIn service, String theme) {
    driver.untilText("signin-notice", "demo");
    driver.shoot("signin-" + theme);
    driver.press("signin-by-code");
    driver.untilShown("signin-code");
    driver.shoot("signin-code-" + theme);
    driver.press("signin-cancel");
    driver.press("signin-button");
    driver.untilShown("signin-url");
    driver.shoot("signin-waiting-" + theme);
    service.browserComesBack();
    driver.untilShown("ask-shop-prod");
    driver.settle(10);
    driver.shoot("query-empty-" + theme);
    driver.press("ask-shop-prod");
    driver.untilShown("ask-purpose");
    driver.write("ask-purpose", "Why refunds rose in October");
    driver.write("ask-relations", "sales.*");
    driver.settle(20);
    driver.shoot("ask-" + theme);
    driver.press("ask-send");
    driver.press("connect-shop-prod");
    driver.untilShown("sql-editor");
    driver.write("sql-editor", SCRIPT);
    driver.run(() -> ((CodeArea) driver.node("sql-editor")).moveTo(60));
    driver.untilText("verdict-title", "masked");
    expandCustomers(driver);
    driver.press("run-button");
    driver.untilText("result-status", "500 of");
    driver.run(
        () -> driver.scene().getRoot().lookupAll("#notification-close").forEach(Driver::fire));
    driver.settle(20);
    driver.shoot("query-" + theme);
    driver.press("export-button");
    driver.untilShown("export-dialog");
    driver.write("export-file", "/home/noor/Documents/refunds.csv");
    driver.settle(20);
    driver.shoot("export-" + theme);
    driver.press("export-cancel");
    driver.settle(20);
    driver.key(KeyCode.E, "CA");
    driver.untilShown("history-list");
    driver.shoot("history-" + theme);
    driver.key(KeyCode.E, "CA");
    driver.write("sql-editor", "SELECT name, salary\nFROM hr.employees;\n");
    driver.untilText("verdict-title", "Denied");
    driver.press("run-button");
    driver.untilShown("outcome-card");
    driver.shoot("denied-" + theme);
    driver.write("sql-editor", "DELETE FROM sales.order_lines\nWHERE quantity = 0;\n");
    driver.untilText("verdict-title", "Asks");
    driver.press("run-button");
    driver.untilShown("confirm-dialog");
    driver.settle(20);
    driver.shoot("confirm-" + theme);
    driver.press("confirm-cancel");
    driver.untilShown("outcome-card");
    driver.settle(20);
    driver.key(KeyCode.P, "CS");
    driver.untilShown("palette");
    driver.settle(20);
    driver.shoot("palette-" + theme);
    driver.key(KeyCode.ESCAPE);
    driver.settle(20);
    service.add(FakeShop.extension("g-9", "g-8", "Noor Haddad"));
    driver.key(KeyCode.DIGIT2, "C");
    driver.untilShown("withdraw-g-9");
    driver.untilShown("access-ask");
    driver.settle(10);
    driver.shoot("access-" + theme);
    driver.press("access-tab-policy");
    driver.untilShown("policy-masked");
    driver.settle(10);
    driver.shoot("policy-" + theme);
    driver.key(KeyCode.DIGIT3, "C");
    driver.untilShown("open-session-s-1");
    driver.shoot("review-" + theme);
    driver.press("open-session-s-1");
    driver.untilShown("player");
    driver.key(KeyCode.DOWN);
    driver.settle(10);
    driver.shoot("player-" + theme);
    driver.key(KeyCode.DOWN);
    driver.settle(10);
    driver.shoot("player-denied-" + theme);
  }

  private static void expandCustomers(Driver driver) {
    TreeView<?> tree = (TreeView<?>) driver.node("connections-tree");
    driver.until(
        "the customers table",
        () ->
            items(tree.getRoot()).stream()
                .filter(
                    item ->
                        String.valueOf(item.getValue())
                            .contains("relation=Relation[name=sales.customers"))
                .filter(item -> !item.isLeaf())
                .peek(item -> item.setExpanded(true))
                .anyMatch(item -> item.getChildren().size() > 3));
  }

  private static List<TreeItem<?>> items(TreeItem<?> root) {
    List<TreeItem<?>> all = new java.util.ArrayList<>();
    all.add(root);
    root.getChildren().forEach(child -> all.addAll(items(child)));
    return all;
  }
}
