package dev.gatehouse.core.sql;

import static dev.gatehouse.core.sql.GateTables.admitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.testkit.EphemeralMariaDb;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether the text that is sent means to a real MariaDB what was written, under any sql_mode. */
@Tag("mariadb")
class GateMariaDbTest {
  private static final int MUTATIONS = 6_000;
  private static final List<String> MODES =
      List.of(
          "",
          "ANSI_QUOTES",
          "NO_BACKSLASH_ESCAPES",
          "PIPES_AS_CONCAT",
          "ORACLE",
          "HIGH_NOT_PRECEDENCE");
  private static final List<String> SEEDS =
      List.of(
          "select id, name from users where id = 7",
          "select `id`, `name` from `users` where `id` between 1 and 3",
          "select count(*) as n, name from users group by name order by n desc",
          "select 'it''s', 'a # b', 'a -- b', 'a /* b */' from users",
          "select id -- the key\n, name # the name\n from users",
          "select id /* the key */ , name from users where name like 'a%'",
          "select date'2020-01-01', 1.5e3, .5, -1 from users",
          "select case when id>1 then 'many' else 'one' end from users",
          "select u.id from users u join users v on u.id=v.id and u.id<>-1",
          "select id<=>null, id!=1, id<<2, ~id, id&1 from users",
          "select label from pub union all select name from users",
          "select 'żółć', '😀' from pub");

  /** A column without an alias is named by its own text, white space and all. */
  private static final Pattern NAMED_BY_ITS_TEXT = Pattern.compile("AS `[^`]*[^`\\w][^`]*`");

  private static EphemeralMariaDb server;
  private static Connection connection;
  private final Gate gate = Gate.of(Dialect.MARIADB);

  @BeforeAll
  static void start() throws IOException, InterruptedException, SQLException {
    server = EphemeralMariaDb.start();
    connection = server.connect();
    execute("create database lab character set utf8mb4");
    execute("use lab");
    execute("create table users (id int primary key, name varchar(50), ssn varchar(11))");
    execute("create table pub (id int primary key, label varchar(50))");
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    connection.close();
    server.close();
  }

  @Test
  void honestQueriesMeanTheSameUnderEveryMode() throws SQLException {
    for (String text : SEEDS) {
      execute("set sql_mode = ''");
      Optional<String> meaning = meaning(text);

      assertThat(meaning).as(text).isPresent();
      for (String mode : MODES) {
        execute("set sql_mode = '" + mode + "'");
        assertThat(meaning(admitted(gate, text).text())).as(mode + ": " + text).isEqualTo(meaning);
      }
    }
  }

  /** In Oracle's mode the server knows no {@code %} at all, and refuses what is sent. */
  @Test
  void infixModMeansTheSameUnderEveryModeOrIsRefusedByTheServer() throws SQLException {
    String text =
        "select 7 mod 2 a, id mod 3 b, mod(7, 2) c, (id)mod(2) d, `id` MOD 2 e from users";
    execute("set sql_mode = ''");
    Optional<String> meaning = meaning(text);

    assertThat(meaning).isPresent();
    for (String mode : MODES) {
      execute("set sql_mode = '" + mode + "'");
      assertThat(meaning(admitted(gate, text).text()))
          .as(mode)
          .isEqualTo(mode.equals("ORACLE") ? Optional.empty() : meaning);
    }
  }

  @Test
  void mutatedQueriesAreRefusedOrMeanTheSameUnderEveryMode() throws SQLException {
    RandomGenerator random = new Random(8);
    SqlMutations mutations = new SqlMutations(random);
    int understood = 0;
    for (int round = 0; round < MUTATIONS; round++) {
      String text = mutations.change(SEEDS.get(random.nextInt(SEEDS.size())));
      if (gate.admit(text) instanceof GateResult.Admitted(GatedStatement statement)) {
        execute("set sql_mode = ''");
        Optional<String> meaning =
            meaning(StatementSplitter.of(Dialect.MARIADB).split(text).getFirst().of(text));
        execute("set sql_mode = '" + MODES.get(random.nextInt(MODES.size())) + "'");
        assertThat(meaning(statement.text())).as(text).isEqualTo(meaning);
        understood += meaning.isPresent() ? 1 : 0;
      }
    }
    assertThat(understood).isGreaterThan(MUTATIONS / 20);
  }

  @Test
  void whatTheGateRefusesWouldHaveBeenReadInAnotherWay() throws SQLException {
    execute("set sql_mode = ''");

    assertThat(meaning("select 1 as a /*!50000 , ssn */ from users").orElseThrow()).contains("ssn");
    assertThat(meaning("select 1 as a /*M! , ssn */ from users").orElseThrow()).contains("ssn");
    assertThat(meaning("select '\\'' as a, ssn as b, '' from users").orElseThrow()).contains("ssn");
  }

  /** What the server makes of a query, written back by itself in one mode. */
  private static Optional<String> meaning(String query) throws SQLException {
    try {
      execute("create or replace view meaning as " + query);
    } catch (SQLException e) {
      return Optional.empty();
    }
    execute("set @mode = @@sql_mode");
    execute("set sql_mode = ''");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("show create view meaning")) {
      rows.next();
      return Optional.of(NAMED_BY_ITS_TEXT.matcher(rows.getString(2)).replaceAll("AS text"));
    } finally {
      execute("set sql_mode = @mode");
    }
  }

  private static void execute(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(text);
    }
  }
}
