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
import dev.gatehouse.app.workbench.base.BrowserOpener;
import dev.gatehouse.app.workbench.grid.ResultGrid;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The journey in the window, on real parts: PostgreSQL, the identity provider, the control service
 * over HTTP, two minted roles, the record and its replay.
 */
@TestInstance(Lifecycle.PER_CLASS)
class WorkbenchJourneyTest {
  private static final String CUSTOMERS =
      "SELECT id, first_name, email, phone FROM shop.customers ORDER BY id LIMIT 200";

  private Path temp = Path.of("");
  private DemoDirectory directory;
  private DemoStack stack;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    temp = folder;
    directory = DemoDirectory.open(temp.resolve("demo"));
    stack =
        DemoStack.start(
            directory,
            new DemoConfig(ShopSize.small(), ShopSize.small(), Clock.systemUTC(), part -> {}));
  }

  @AfterAll
  void stop() throws Exception {
    stack.close();
    directory.close();
  }

  @Test
  void fromSignInToReplay() throws Exception {
    List<String> raw = column("shop_production", "email");
    try (Screen screen = window(DemoAccount.ANALYST)) {
      screen.untilShown("signin-button");
      screen.shoot("sign-in");
      screen.press("signin-button");

      screen.press("ask-shop-production");
      screen.write("ask-purpose", "Why refunds rose in October");
      screen.shoot("ask");
      screen.press("ask-send");
      screen.press("connect-shop-production");

      screen.write("sql-editor", CUSTOMERS);
      screen.untilText("verdict-title", "masked");
      screen.controlEnter();
      screen.untilText("result-status", "masked");
      List<String> shown = cells(grid(screen, "result-grid"), 2);
      assertThat(shown).isNotEmpty().doesNotContainAnyElementsOf(raw);
      screen.shoot("masked-result");
      screen.toggleTheme();
      screen.shoot("masked-result-dark");
      screen.toggleTheme();

      assertThat(roles()).hasSize(2);

      long lines = count("shop_production", "shop.order_lines");
      screen.write("sql-editor", "DELETE FROM shop.order_lines");
      screen.untilText("verdict-title", "Denied");
      screen.controlEnter();
      screen.untilText("outcome-title", "Denied");
      screen.shoot("stopped");
      assertThat(count("shop_production", "shop.order_lines")).isEqualTo(lines);

      screen.choose("person-menu", "sign-out");
      screen.untilShown("signin-button");
    }
    assertThat(roles()).isEmpty();
    replayed(raw);
  }

  private void replayed(List<String> raw) throws Exception {
    String session = recorded();
    try (Screen screen = window(DemoAccount.REVIEWER)) {
      screen.press("signin-button");
      screen.press("perspective-review");
      screen.press("open-session-" + session);
      screen.untilText("player-sql", "FROM shop.customers");
      screen.untilShown("player-grid");
      screen.shoot("player");
      screen.toggleTheme();
      screen.shoot("player-dark");
      screen.toggleTheme();
      assertThat(cells(grid(screen, "player-grid"), 2))
          .isNotEmpty()
          .doesNotContainAnyElementsOf(raw);
    }
  }

  /** The recorded session's id, from the control service's own store. */
  private String recorded() throws SQLException {
    return strings("gatehouse", "SELECT id FROM audit_session").getFirst();
  }

  private Screen window(DemoAccount account) throws Exception {
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
            opened(account),
            temp.resolve("preferences-" + account.id()),
            Clock.systemUTC()));
  }

  /** A person's browser opens; here it also signs in. */
  private static BrowserOpener opened(DemoAccount account) {
    HeadlessBrowser browser = new HeadlessBrowser(account);
    return address -> {
      browser.accept(address);
      return true;
    };
  }

  private static List<String> cells(ResultGrid grid, int column) {
    return Screen.call(
        () -> {
          List<String> cells = new ArrayList<>();
          for (int row = 0; row < grid.rows().size(); row++) {
            cells.add(grid.rows().text(row, column));
          }
          return cells;
        });
  }

  private static ResultGrid grid(Screen screen, String id) {
    return Screen.call(() -> (ResultGrid) Objects.requireNonNull(screen.find(id)).getParent());
  }

  private List<String> roles() throws SQLException {
    return strings(
        "postgres",
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'gh!_%' ESCAPE '!' AND rolname NOT LIKE '%minter%'");
  }

  private List<String> column(String database, String column) throws SQLException {
    return strings(database, "SELECT " + column + " FROM shop.customers");
  }

  private long count(String database, String relation) throws SQLException {
    return Long.parseLong(strings(database, "SELECT count(*) FROM " + relation).getFirst());
  }

  private List<String> strings(String database, String query) throws SQLException {
    List<String> strings = new ArrayList<>();
    try (Connection connection = stack.postgres().connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }
}
