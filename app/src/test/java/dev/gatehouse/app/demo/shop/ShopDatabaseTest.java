package dev.gatehouse.app.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.postgres.EphemeralPostgres;
import dev.gatehouse.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ShopDatabaseTest {
  private final PostgresServer server = EphemeralPostgres.shared().server();

  @Test
  void theSameSeedGivesTheSameShop() throws Exception {
    assertThat(ShopDatabase.prepare(server, "shop_one", ShopSize.small())).isTrue();
    assertThat(ShopDatabase.prepare(server, "shop_two", ShopSize.small())).isTrue();
    assertThat(ShopDatabase.prepare(server, "shop_one", ShopSize.small())).isFalse();
    String digest =
        """
        SELECT md5(string_agg(t::text, '|')) FROM (
          SELECT c::text FROM shop.customers c UNION ALL SELECT o::text FROM shop.orders o
          UNION ALL SELECT l::text FROM shop.order_lines l UNION ALL SELECT s::text FROM shop.support_tickets s
          UNION ALL SELECT k::text FROM shop.cards k UNION ALL SELECT e::text FROM shop.employees e ORDER BY 1) t""";
    assertThat(ask("shop_one", digest)).isEqualTo(ask("shop_two", digest));
  }

  @Test
  void aShopOfAnotherSizeIsMadeAnew() throws Exception {
    ShopSize larger = new ShopSize(61, 200, 40, 12, 30, 5L);
    ShopDatabase.prepare(server, "shop_grows", ShopSize.small());
    assertThat(ShopDatabase.prepare(server, "shop_grows", larger)).isTrue();
    assertThat(ask("shop_grows", "SELECT count(*) FROM shop.customers")).isEqualTo("61");
  }

  @Test
  void productionHoldsMoreThan200000OrderLinesThatAddUp() throws Exception {
    ShopDatabase.prepare(server, "shop_production", ShopSize.production());
    assertThat(Integer.parseInt(ask("shop_production", "SELECT count(*) FROM shop.order_lines")))
        .isGreaterThanOrEqualTo(200_000);
    assertThat(
            ask(
                "shop_production",
                """
                SELECT count(*) FROM shop.orders o JOIN (
                  SELECT order_id, sum(round(quantity * unit_price * (100 - discount_percent) / 100, 2)) AS s
                  FROM shop.order_lines GROUP BY order_id) l ON l.order_id = o.id
                WHERE abs(o.total - l.s) > 0.05"""))
        .isEqualTo("0");
    assertThat(
            ask(
                "shop_production",
                "SELECT count(*) FROM shop.support_tickets WHERE body ~ '4000 00'"))
        .isNotEqualTo("0");
  }

  @Test
  void theMinterIsNoSuperuserAndStrangersStayOut() throws Exception {
    ShopDatabase.prepare(server, "shop_minted", ShopSize.small());
    Minter minter = Minter.prepare(server, "shop_minted", "minter_of_test");
    Minter renewed = Minter.prepare(server, "shop_minted", "minter_of_test");
    assertThat(renewed.password()).isNotEqualTo(minter.password());
    String role = "gh_0123456789abcdef_p";
    String password = "p" + System.nanoTime();
    try (Connection connection =
            DriverManager.getConnection(
                server.jdbcUrl("shop_minted"), renewed.user(), renewed.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
      statement.execute("GRANT CONNECT ON DATABASE shop_minted TO " + role);
      statement.execute("GRANT USAGE ON SCHEMA shop TO " + role);
      statement.execute("GRANT SELECT (id, segment) ON shop.customers TO " + role);
      assertThatThrownBy(() -> statement.execute("CREATE ROLE boss SUPERUSER"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("CREATE TABLE shop.mine (id int)"))
          .isInstanceOf(SQLException.class);
    }
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl("shop_minted"), role, password);
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("SELECT id, segment FROM shop.customers")).isTrue();
      for (String refused :
          new String[] {
            "SELECT email FROM shop.customers",
            "SELECT * FROM pg_stats",
            "CREATE TEMP TABLE t (id int)",
            "CREATE TABLE public.t (id int)"
          }) {
        assertThatThrownBy(() -> statement.execute(refused))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      }
    }
    assertThatThrownBy(
            () -> DriverManager.getConnection(server.jdbcUrl("postgres"), role, password))
        .isInstanceOf(SQLException.class);
  }

  private String ask(String database, String query) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
