package dev.gatehouse.control.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.policy.Action;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("mariadb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbMinterTest {
  private final RoleMinter minter = new RoleMinter();
  private final RoleEnder ender = new RoleEnder();
  private MariaDbShop shop;
  private SourceConfig source;

  @BeforeAll
  void makeShop() throws SQLException {
    shop = new MariaDbShop();
    source = shop.config();
  }

  private static Instant soon() {
    return Instant.now().plus(Duration.ofMinutes(5));
  }

  private RelationName table(String name) {
    return new RelationName(shop.database.name(), name);
  }

  private RelationPrivileges customers() {
    return new RelationPrivileges(
        table("customers"), List.of("id", "name"), List.of("email"), Set.of());
  }

  @Test
  void thePlainAccountReadsOpenColumnsAndTheSensitiveOneMaskedOnesToo() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000f1");
    MintedRoles minted = minter.mint(source, roles, soon(), List.of(customers()));
    try (Connection plain = shop.database.connect(roles.plain(), minted.plainPassword());
        Connection sensitive =
            shop.database.connect(roles.sensitive(), minted.sensitivePassword())) {
      assertThat(first(plain, "SELECT count(name) FROM customers")).isEqualTo("1000");
      assertThatThrownBy(() -> first(plain, "SELECT email FROM customers"))
          .hasMessageContaining("denied");
      assertThatThrownBy(() -> first(plain, "SELECT id FROM customers ORDER BY email"))
          .hasMessageContaining("denied");
      assertThat(first(sensitive, "SELECT count(email) FROM customers")).isEqualTo("1000");
      for (Connection each : List.of(plain, sensitive)) {
        assertThatThrownBy(() -> first(each, "SELECT `we``ird` FROM customers"))
            .hasMessageContaining("denied");
        assertThatThrownBy(() -> first(each, "SELECT id FROM orders"))
            .hasMessageContaining("denied");
        assertThatThrownBy(() -> first(each, "SELECT user FROM mysql.user"))
            .hasMessageContaining("denied");
        assertThatThrownBy(() -> first(each, "SELECT load_file('/etc/passwd') + 0 FROM orders"))
            .hasMessageContaining("denied");
      }
    }
    assertThat(ender.end(source, roles)).isTrue();
    assertThat(shop.accounts()).noneMatch(roles.names()::contains);
  }

  @Test
  void namesThatHoldSqlAreNamesOnly() throws Exception {
    String evil = "x` TO root@localhost; DROP TABLE customers; -- ";
    String column = "a`) ON orders TO `gh_";
    shop.database.execute(
        "CREATE TABLE `"
            + evil.replace("`", "``")
            + "z` (`"
            + column.replace("`", "``")
            + "` int, other int)");
    GrantRoles roles = new GrantRoles("00000000000000f2");
    MintedRoles minted =
        minter.mint(
            source,
            roles,
            soon(),
            List.of(
                new RelationPrivileges(table(evil + "z"), List.of(column), List.of(), Set.of())));
    try (Connection connection = shop.database.connect(roles.plain(), minted.plainPassword())) {
      assertThat(
              first(
                  connection,
                  "SELECT count(`"
                      + column.replace("`", "``")
                      + "`) FROM `"
                      + evil.replace("`", "``")
                      + "z`"))
          .isEqualTo("0");
      assertThatThrownBy(() -> first(connection, "SELECT id FROM orders"))
          .hasMessageContaining("denied");
    }
    assertThat(ender.end(source, roles)).isTrue();
    assertThat(shop.texts("SELECT count(*) FROM " + shop.database.name() + ".customers"))
        .containsExactly("1000");
  }

  @Test
  void writesAreGrantedWhereTheyCanBeUndone() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000f3");
    Set<Action> writes = Set.of(Action.INSERT, Action.DELETE);
    MintedRoles minted =
        minter.mint(
            source,
            roles,
            soon(),
            List.of(
                new RelationPrivileges(table("orders"), List.of("id"), List.of("total"), writes),
                new RelationPrivileges(table("jotted"), List.of("id"), List.of(), writes)));
    try (Connection connection = shop.database.connect(roles.plain(), minted.plainPassword());
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("INSERT INTO orders (total) VALUES (1)")).isEqualTo(1);
      assertThat(statement.executeUpdate("DELETE FROM orders WHERE id = 1")).isEqualTo(1);
      assertThatThrownBy(() -> statement.execute("DELETE FROM orders WHERE total = 1"))
          .hasMessageContaining("denied");
      assertThatThrownBy(() -> statement.execute("UPDATE orders SET total = 0"))
          .hasMessageContaining("denied");
      assertThatThrownBy(() -> statement.execute("INSERT INTO jotted VALUES (1, 'x')"))
          .hasMessageContaining("denied");
    }
    ender.end(source, roles);
  }

  @Test
  void aFailureLeavesNothingBehind() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000f4");
    RelationPrivileges unknown =
        new RelationPrivileges(table("nothing"), List.of("id"), List.of(), Set.of());
    assertThatThrownBy(() -> minter.mint(source, roles, soon(), List.of(customers(), unknown)))
        .isInstanceOf(MintingException.class);
    assertThat(shop.accounts()).noneMatch(roles.names()::contains);
  }

  @Test
  void mintingAgainGivesNewPasswordsAndThePrivilegesOfNow() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000f5");
    MintedRoles old = minter.mint(source, roles, soon(), List.of(customers()));
    RelationPrivileges fewer =
        new RelationPrivileges(table("customers"), List.of("id"), List.of(), Set.of());
    MintedRoles anew = minter.mint(source, roles, soon(), List.of(fewer));

    assertThatThrownBy(() -> shop.database.connect(roles.plain(), old.plainPassword()))
        .hasMessageContaining("Access denied");
    try (Connection connection = shop.database.connect(roles.plain(), anew.plainPassword())) {
      assertThat(first(connection, "SELECT count(id) FROM customers")).isEqualTo("1000");
      assertThatThrownBy(() -> first(connection, "SELECT name FROM customers"))
          .hasMessageContaining("denied");
    }
    ender.end(source, roles);
  }

  @Test
  void anEndReachesARunningStatementAnOpenResultAndAnOpenTransaction() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000f6");
    MintedRoles minted = minter.mint(source, roles, soon(), List.of(customers()));
    Connection open = shop.database.connect(roles.sensitive(), minted.sensitivePassword());
    open.setAutoCommit(false);
    Statement statement = open.createStatement();
    statement.setFetchSize(1);
    ResultSet rows =
        statement.executeQuery(
            "SELECT repeat(a.email, 50) FROM customers a, customers b, customers c");
    assertThat(rows.next()).isTrue();

    assertThat(ender.end(source, roles)).isTrue();

    assertThatThrownBy(
            () -> {
              while (rows.next()) {
                rows.getString(1);
              }
              open.createStatement().execute("SELECT 1");
            })
        .isInstanceOf(SQLException.class);
    assertThat(
            shop.texts(
                "SELECT id FROM information_schema.processlist WHERE user LIKE 'gh\\_%f6\\_%'"))
        .isEmpty();
  }

  @Test
  void rolesOfAnotherServiceAreLeftAlone() throws Exception {
    SourceConfig another = shop.ofAnotherService();
    GrantRoles ours = new GrantRoles("00000000000000f7");
    GrantRoles theirs = new GrantRoles("00000000000000f8");
    minter.mint(source, ours, soon(), List.of(customers()));
    minter.mint(another, theirs, soon(), List.of(customers()));

    assertThat(ender.grantsWithRoles(source))
        .contains(ours.grantId())
        .doesNotContain(theirs.grantId());
    assertThat(ender.grantsWithRoles(another))
        .contains(theirs.grantId())
        .doesNotContain(ours.grantId());
    ender.end(source, ours);
    ender.end(another, theirs);
  }

  @Test
  void anAccountThatACrashLeftHalfMadeIsFoundAndCannotLogIn() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000f9");
    shop.database.execute("CREATE USER `" + roles.plain() + "`@`%` IDENTIFIED BY 'x' ACCOUNT LOCK");

    assertThat(ender.grantsWithRoles(source)).contains(roles.grantId());
    assertThatThrownBy(() -> shop.database.connect(roles.plain(), "x"))
        .isInstanceOf(SQLException.class);
    assertThat(ender.end(source, roles)).isTrue();
    assertThat(ender.grantsWithRoles(source)).doesNotContain(roles.grantId());
  }

  @Test
  void theServerSeesNoPassword() throws Exception {
    shop.database.execute(
        "SET GLOBAL log_output='TABLE'", "SET GLOBAL general_log=1", "TRUNCATE mysql.general_log");
    GrantRoles roles = new GrantRoles("00000000000000fa");
    MintedRoles minted = minter.mint(source, roles, soon(), List.of(customers()));
    shop.database.execute("SET GLOBAL general_log=0");

    List<String> log = shop.texts("SELECT argument FROM mysql.general_log");
    assertThat(log).anyMatch(line -> line.contains(roles.plain()));
    assertThat(log)
        .noneMatch(line -> line.contains(minted.plainPassword()))
        .noneMatch(line -> line.contains(minted.sensitivePassword()));
    ender.end(source, roles);
  }

  @Test
  void nothingIsMintedWhereEverybodyHasPrivileges() throws Exception {
    GrantRoles roles = new GrantRoles("00000000000000fb");
    shop.database.execute("GRANT SELECT ON " + shop.database.name() + ".orders TO PUBLIC");
    try {
      assertThatThrownBy(() -> minter.mint(source, roles, soon(), List.of(customers())))
          .isInstanceOf(MintingException.class)
          .hasMessageContaining("gives PUBLIC privileges");
    } finally {
      shop.database.execute("REVOKE SELECT ON " + shop.database.name() + ".orders FROM PUBLIC");
    }
    shop.database.execute("CREATE USER ''@localhost");
    try {
      assertThatThrownBy(() -> minter.mint(source, roles, soon(), List.of(customers())))
          .isInstanceOf(MintingException.class)
          .hasMessageContaining("anonymous account");
    } finally {
      shop.database.execute("DROP USER ''@localhost");
    }
    assertThat(shop.accounts()).noneMatch(roles.names()::contains);
  }

  @Test
  void aMissingPrivilegeOfTheMintingAccountIsSaid() throws Exception {
    shop.database.execute(
        "CREATE USER weak@localhost IDENTIFIED BY 'weak'",
        "GRANT SELECT ON mysql.global_priv TO weak@localhost",
        "GRANT SELECT ON " + shop.database.name() + ".* TO weak@localhost");
    assertThatThrownBy(
            () ->
                minter.mint(
                    shop.config("weak", "weak"),
                    new GrantRoles("00000000000000fc"),
                    soon(),
                    List.of(customers())))
        .isInstanceOf(MintingException.class)
        .hasMessageContaining("lacks a privilege");
  }

  @Test
  void theSandboxOfARunThatDiedIsSweptAndALiveOneIsNot() throws Exception {
    SourceConfig admin = shop.config("root", shop.database.server().rootPassword());
    SandboxRoles alive = SandboxRoles.claim(admin);
    minter.mint(admin, alive.roles(), soon(), List.of(customers()));
    GrantRoles dead = new GrantRoles("try_00000000000000fd");
    minter.mint(admin, dead, soon(), List.of(customers()));

    try (SandboxRoles next = SandboxRoles.claim(admin)) {
      assertThat(next.sweep()).isZero();
    }
    assertThat(shop.accounts()).contains(alive.roles().plain()).doesNotContain(dead.plain());
    alive.close();
    assertThat(shop.accounts()).doesNotContain(alive.roles().plain());
  }

  @Test
  void mintingAndEndingAreQuick() throws Exception {
    long[] mint = new long[50];
    long[] end = new long[50];
    for (int i = 0; i < mint.length; i++) {
      GrantRoles roles = new GrantRoles("0000000000001%03x".formatted(i));
      long start = System.nanoTime();
      MintedRoles minted = minter.mint(source, roles, soon(), List.of(customers()));
      mint[i] = System.nanoTime() - start;
      Connection session = shop.database.connect(roles.plain(), minted.plainPassword());
      start = System.nanoTime();
      ender.end(source, roles);
      end[i] = System.nanoTime() - start;
      assertThat(session.isValid(1)).isFalse();
    }
    Arrays.sort(mint);
    Arrays.sort(end);
    System.out.printf(
        "MariaDB: minted p50 %.1f ms, p99 %.1f ms; ended p50 %.1f ms, p99 %.1f ms%n",
        mint[25] / 1e6, mint[49] / 1e6, end[25] / 1e6, end[49] / 1e6);
    assertThat(end[25]).isLessThan(Duration.ofSeconds(5).toNanos());
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
