package dev.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.client.ClientConfig;
import dev.gatehouse.app.client.GatehouseClient;
import dev.gatehouse.app.demo.DemoConfig;
import dev.gatehouse.app.demo.DemoDirectory;
import dev.gatehouse.app.demo.DemoStack;
import dev.gatehouse.app.demo.HeadlessBrowser;
import dev.gatehouse.app.demo.idp.DemoAccount;
import dev.gatehouse.app.demo.shop.ShopSize;
import dev.gatehouse.app.workbench.WorkbenchConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of the window on real parts, in both themes: for the manual, and to be looked at. */
@Tag("screenshots")
class PicturesTest {
  private static final String CUSTOMERS =
      """
      -- whom to call about the dearest orders that came back
      SELECT o.id, o.total, c.first_name, c.last_name, c.email, c.phone
      FROM shop.orders o
        JOIN shop.customers c ON c.id = o.customer_id
      WHERE o.status = 'returned' AND o.total > 500
      ORDER BY o.total DESC;
      """;
  private static final String TICKETS =
      "DELETE FROM shop.support_tickets\nWHERE opened_at < DATE '2025-07-01';\n";

  private Path temp = Path.of("");
  private DemoDirectory directory;
  private DemoStack stack;
  private String folder = "";
  private double scale = 1;
  private int width;
  private int height;

  @BeforeEach
  void start(@TempDir Path fresh) throws Exception {
    temp = fresh;
    directory = DemoDirectory.open(temp.resolve("demo"));
    stack =
        DemoStack.start(
            directory,
            new DemoConfig(ShopSize.staging(), ShopSize.small(), Clock.systemUTC(), part -> {}));
  }

  @AfterEach
  void stop() throws Exception {
    stack.close();
    directory.close();
  }

  @ParameterizedTest
  @CsvSource({"1360,860,1", "1000,700,1", "1360,860,2"})
  void everyViewHasItsPicture(int pixelsWide, int pixelsHigh, double displayScale)
      throws Exception {
    width = pixelsWide;
    height = pixelsHigh;
    scale = displayScale;
    folder = width + "x" + height + (scale == 1 ? "" : "@" + (int) scale) + "/";
    analyst();
    dbaAsks();
    reviewerApproves();
    dbaConfirms();
    replay();
  }

  private void analyst() throws Exception {
    try (Screen screen = window(DemoAccount.ANALYST)) {
      screen.untilShown("signin-button");
      both(screen, "sign-in");
      screen.press("signin-button");
      screen.untilShown("ask-shop-production");
      both(screen, "connections");
      screen.press("ask-shop-production");
      screen.write("ask-purpose", "Why returns rose in October");
      both(screen, "ask");
      screen.press("ask-send");
      screen.press("connect-shop-production");
      screen.write("sql-editor", CUSTOMERS);
      screen.runAt(60);
      screen.untilText("result-status", "masked");
      both(screen, "notification");
      closeNotifications(screen);
      both(screen, "masked-result");
      screen.write("sql-editor", "SELECT * FROM shop.revenue_by_month ORDER BY month;\n");
      screen.runAt(3);
      screen.untilText("result-status", "rows");
      screen.write("sql-editor", "DELETE FROM shop.order_lines\nWHERE quantity > 3;\n");
      screen.runAt(3);
      screen.untilText("outcome-title", "Denied");
      both(screen, "denied");
    }
  }

  private void dbaAsks() throws Exception {
    try (Screen screen = window(DemoAccount.DBA)) {
      screen.press("signin-button");
      screen.press("ask-shop-production");
      screen.write("ask-purpose", "Old tickets are past their retention");
      screen.write("ask-relations", "shop.support_tickets");
      Screen.run(
          () -> {
            if (screen.find("ask-action-delete") instanceof CheckBox box) {
              box.setSelected(true);
            }
          });
      screen.press("ask-send");
      screen.until("the request waits", () -> screen.find("ask-dialog") == null);
      both(screen, "waiting");
    }
  }

  private void reviewerApproves() throws Exception {
    String request = one("SELECT id FROM access_grant WHERE state = 'requested'");
    try (Screen screen = window(DemoAccount.REVIEWER)) {
      screen.press("signin-button");
      screen.press("perspective-review");
      screen.untilShown("approve-" + request);
      both(screen, "review");
      screen.press("approve-" + request);
      screen.until("it is decided", () -> screen.find("approve-" + request) == null);
    }
  }

  private void dbaConfirms() throws Exception {
    try (Screen screen = window(DemoAccount.DBA)) {
      screen.press("signin-button");
      screen.press("connect-shop-production");
      screen.write("sql-editor", TICKETS);
      screen.runAt(3);
      screen.untilText("confirm-title", "rows");
      both(screen, "confirm");
      screen.press("confirm-cancel");
      screen.untilText("outcome-title", "Not run");
    }
  }

  private void replay() throws Exception {
    String session = one("SELECT id FROM audit_session ORDER BY opened_at LIMIT 1");
    try (Screen screen = window(DemoAccount.REVIEWER)) {
      screen.press("signin-button");
      screen.press("perspective-review");
      screen.press("open-session-" + session);
      screen.untilText("player-sql", "JOIN shop.customers");
      screen.untilShown("player-grid");
      both(screen, "player");
      screen.press("player-next-flag");
      screen.untilText("player-sql", "DELETE");
      both(screen, "player-denied");
    }
  }

  private void both(Screen screen, String name) {
    screen.shoot(folder + name, scale);
    screen.toggleTheme();
    screen.shoot(folder + name + "-dark", scale);
    screen.toggleTheme();
    assertThat(Path.of("target", "screenshots", folder, name + "-dark.png")).isNotEmptyFile();
  }

  private static void closeNotifications(Screen screen) {
    Screen.run(() -> screen.all("notification-close").forEach(node -> ((ButtonBase) node).fire()));
  }

  private Screen window(DemoAccount account) throws Exception {
    HeadlessBrowser browser = new HeadlessBrowser(account);
    var signIn =
        GatehouseClient.create(
            new ClientConfig(
                stack.control().toString(),
                directory.client(account.id()),
                Clock.systemUTC(),
                "test",
                false));
    return Screen.open(
        new WorkbenchConfig(
            signIn,
            address -> {
              browser.accept(address);
              return true;
            },
            temp.resolve("preferences-" + account.id()),
            Clock.systemUTC()),
        width,
        height);
  }

  private String one(String query) throws SQLException {
    try (Connection connection = stack.postgres().connect("gatehouse");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
