package dev.gatehouse.control.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.TestShop;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.policy.Action;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleMinterTest {
  private static final RelationName ORDERS = new RelationName("shop", "orders");
  private final RoleMinter minter = new RoleMinter();
  private final RoleEnder ender = new RoleEnder();
  private TestShop shop;
  private SourceConfig source;

  @BeforeAll
  void makeShop() throws SQLException {
    shop = new TestShop();
    source = shop.config("shop", Environment.STAGING);
  }

  private static Instant soon() {
    return Instant.now().plus(Duration.ofMinutes(5));
  }

  @Test
  void namesThatHoldSqlAreNamesOnly() throws Exception {
    String evil = "x\"; ALTER ROLE CURRENT_USER CREATEDB; --";
    shop.database.execute(
        "CREATE SCHEMA \"s\"\"; DROP SCHEMA shop CASCADE; --\"",
        "CREATE TABLE \"s\"\"; DROP SCHEMA shop CASCADE; --\".\""
            + evil.replace("\"", "\"\"")
            + "\" (\"a\"\") ON shop.orders TO PUBLIC; --\" int, other int)",
        "GRANT USAGE ON SCHEMA \"s\"\"; DROP SCHEMA shop CASCADE; --\" TO minter_"
            + shop.database.name()
            + " WITH GRANT OPTION",
        "GRANT SELECT ON ALL TABLES IN SCHEMA \"s\"\"; DROP SCHEMA shop CASCADE; --\" TO minter_"
            + shop.database.name()
            + " WITH GRANT OPTION");
    GrantRoles roles = new GrantRoles("00000000000000e1");
    RelationPrivileges privileges =
        new RelationPrivileges(
            new RelationName("s\"; DROP SCHEMA shop CASCADE; --", evil),
            List.of("a\") ON shop.orders TO PUBLIC; --"),
            List.of(),
            Set.of());
    MintedRoles minted = minter.mint(source, roles, soon(), List.of(privileges));

    try (Connection connection = shop.database.connect(roles.plain(), minted.plainPassword());
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.execute(
                  "SELECT \"a\"\") ON shop.orders TO PUBLIC; --\" FROM"
                      + " \"s\"\"; DROP SCHEMA shop CASCADE; --\".\""
                      + evil.replace("\"", "\"\"")
                      + "\""))
          .isTrue();
      assertThatThrownBy(() -> statement.execute("SELECT id FROM shop.orders"))
          .hasMessageContaining("permission denied");
    }
    assertThat(ender.end(source, roles)).isTrue();
    assertThat(shop.roles()).noneMatch(roles.names()::contains);
  }

  @Test
  void writesAreGrantedWithTheSequenceTheyNeed() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000e2");
    RelationPrivileges privileges =
        new RelationPrivileges(
            ORDERS, List.of("id"), List.of("total"), Set.of(Action.INSERT, Action.DELETE));
    MintedRoles minted = minter.mint(source, roles, soon(), List.of(privileges));
    try (Connection connection = shop.database.connect(roles.plain(), minted.plainPassword());
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("INSERT INTO shop.orders (total) VALUES (1)"))
          .isEqualTo(1);
      assertThat(statement.executeUpdate("DELETE FROM shop.orders WHERE id = 1")).isEqualTo(1);
      assertThatThrownBy(() -> statement.execute("SELECT total FROM shop.orders"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> statement.execute("UPDATE shop.orders SET total = 0"))
          .hasMessageContaining("permission denied");
    }
    ender.end(source, roles);
  }

  @Test
  void whoMayDeleteMayTruncateUnlessRowSecurityHidesRows() throws Exception {
    shop.database.execute(
        "CREATE TABLE shop.log (id int)",
        "CREATE TABLE shop.guarded (id int)",
        "ALTER TABLE shop.guarded ENABLE ROW LEVEL SECURITY",
        "GRANT SELECT, DELETE, TRUNCATE ON shop.log, shop.guarded TO "
            + shop.minter()
            + " WITH GRANT OPTION",
        "INSERT INTO shop.log VALUES (1)");
    GrantRoles roles = new GrantRoles("00000000000000e6");
    RelationPrivileges log =
        new RelationPrivileges(
            new RelationName("shop", "log"), List.of("id"), List.of(), Set.of(Action.DELETE));
    RelationPrivileges guarded =
        new RelationPrivileges(
            new RelationName("shop", "guarded"), List.of("id"), List.of(), Set.of(Action.DELETE));
    RelationPrivileges written =
        new RelationPrivileges(ORDERS, List.of("id"), List.of(), Set.of(Action.UPDATE));
    MintedRoles minted = minter.mint(source, roles, soon(), List.of(log, guarded, written));
    try (Connection connection = shop.database.connect(roles.plain(), minted.plainPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE shop.log");
      assertThatThrownBy(() -> statement.execute("TRUNCATE shop.guarded"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> statement.execute("TRUNCATE shop.orders"))
          .hasMessageContaining("permission denied");
    }
    assertThat(ender.end(source, roles)).isTrue();
    assertThat(shop.roles()).noneMatch(roles.names()::contains);
  }

  @Test
  void aFailureLeavesNothingBehind() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000e3");
    RelationPrivileges unknown =
        new RelationPrivileges(
            new RelationName("shop", "nothing"), List.of("id"), List.of(), Set.of());
    assertThatThrownBy(() -> minter.mint(source, roles, soon(), List.of(unknown)))
        .isInstanceOf(MintingException.class)
        .hasMessageContaining("SQLSTATE 42P01");
    assertThat(shop.roles()).noneMatch(roles.names()::contains);
  }

  @Test
  void thePasswordsAreRandomAndNotShown() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000e4");
    RelationPrivileges read = new RelationPrivileges(ORDERS, List.of("id"), List.of(), Set.of());
    MintedRoles minted = minter.mint(source, roles, soon(), List.of(read));
    assertThat(minted.plainPassword()).hasSize(43).isNotEqualTo(minted.sensitivePassword());
    assertThat(minted.toString()).doesNotContain(minted.plainPassword());
    assertThat(shop.database.connect().createStatement().execute("SELECT 1")).isTrue();
    ender.end(source, roles);
    assertThat(ender.end(source, roles)).isTrue();
  }

  @Test
  void whatARoleMadeOutlivesIt() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000e5");
    RelationPrivileges read = new RelationPrivileges(ORDERS, List.of("id"), List.of(), Set.of());
    MintedRoles minted = minter.mint(source, roles, soon(), List.of(read));
    shop.database.execute("CREATE SCHEMA made", "GRANT ALL ON SCHEMA made TO PUBLIC");
    try (Connection connection = shop.database.connect(roles.plain(), minted.plainPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = off");
      statement.execute("CREATE TABLE made.kept AS SELECT 1 AS one");
    }
    assertThat(ender.end(source, roles)).isTrue();
    shop.database.execute("SELECT one FROM made.kept");
  }

  @Test
  void aSessionWhoseClientVanishedInMidQueryEnds() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000e6");
    RelationPrivileges read = new RelationPrivileges(ORDERS, List.of("id"), List.of(), Set.of());
    MintedRoles minted = minter.mint(source, roles, soon(), List.of(read));
    String sessions = "SELECT count(*) FROM pg_stat_activity WHERE usename = '" + roles.plain();
    Connection client = shop.database.connect(roles.plain(), minted.plainPassword());
    Thread query = Thread.ofVirtual().start(() -> sleepOnTheServer(client));
    awaitCount(sessions + "' AND state = 'active' AND query LIKE '%pg_sleep%'", 1);

    client.abort(Runnable::run);

    awaitCount(sessions + "'", 0);
    query.join();
    ender.end(source, roles);
  }

  private static void sleepOnTheServer(Connection client) {
    try (Statement statement = client.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(120)"))
          .isInstanceOf(SQLException.class);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks ten times a second, for 20 seconds at most. */
  private void awaitCount(String sql, int expected) throws SQLException {
    int count = -1;
    try (Connection connection = shop.database.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 200 && count != expected; i++) {
        statement.execute("SELECT pg_sleep(0.1)");
        try (ResultSet rows = statement.executeQuery(sql)) {
          rows.next();
          count = rows.getInt(1);
        }
      }
    }
    assertThat(count).as(sql).isEqualTo(expected);
  }
}
